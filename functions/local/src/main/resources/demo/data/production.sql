-- What a shop of some years has: everything that reaches out is on.
INSERT INTO ir_config_parameter (key, value) VALUES ('web.base.url', 'https://shop.example');
INSERT INTO ir_mail_server (name, smtp_host, smtp_port, smtp_authentication, smtp_encryption, sequence, active) VALUES ('Live', 'smtp.shop.example', 587, 'login', 'starttls', 10, true);
INSERT INTO ir_act_server (name, state, webhook_url) VALUES ('{"en_US": "Tell the warehouse"}', 'webhook', 'https://warehouse.example/orders');
INSERT INTO res_partner (name, email, customer_rank)
    SELECT first || ' ' || last, lower(first || '.' || last) || '@customers.example', 1
    FROM unnest('{Ada,Boris,Chiara,Dilan,Emre,Fatima,Goran,Hanna,Ines,Jonas,Keiko,Lars,Maria,Nils,Olga,Pavel}'::text[]) first,
         unnest('{Abel,Brandt,Costa,Dubois,Ek,Fischer,Greco,Horvat,Ito,Jansen,Kowalski,Lind,Moreau,Novak}'::text[]) last;
INSERT INTO sale_order (name, partner_id, state, date_order, amount_total)
    SELECT 'S' || lpad(n::text, 5, '0'), 1 + (n * 37) % 224, 'sale', now() - (1284 - n) * interval '5 hours', round(9 + (n * 7919 % 18000) / 100.0, 2)
    FROM generate_series(1, 1284) n;
INSERT INTO mail_mail (state, email_to) SELECT 'outgoing', email FROM res_partner WHERE id <= 5;
