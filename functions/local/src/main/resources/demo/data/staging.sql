-- What is left of the last tests. It is alive like production: somebody has set up mail and payments here.
INSERT INTO ir_config_parameter (key, value) VALUES ('web.base.url', 'https://staging.shop.example');
INSERT INTO ir_mail_server (name, smtp_host, smtp_port, smtp_authentication, smtp_encryption, sequence, active) VALUES ('Tests', 'smtp.staging.shop.example', 587, 'login', 'starttls', 10, true);
INSERT INTO ir_act_server (name, state, webhook_url) VALUES ('{"en_US": "Tell the warehouse"}', 'webhook', 'https://warehouse-test.example/orders');
INSERT INTO res_partner (name, email, customer_rank) SELECT 'Test customer ' || n, 'test' || n || '@shop.example', 1 FROM generate_series(1, 3) n;
INSERT INTO sale_order (name, partner_id, state, date_order, amount_total)
    SELECT 'T' || lpad(n::text, 5, '0'), 1 + n % 3, 'sale', now() - (12 - n) * interval '1 day', n * 10 FROM generate_series(1, 12) n;
