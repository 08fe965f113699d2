-- The shop's tables: those of Odoo 17 that reach out into the world, with their names and the columns that matter, and
-- customers and orders. So the agent's profile "odoo" and its probes work on the demo as they do on a real Odoo.
CREATE TABLE ir_config_parameter (id serial PRIMARY KEY, key varchar NOT NULL UNIQUE, value text NOT NULL);
CREATE TABLE ir_model_data (id serial PRIMARY KEY, module varchar NOT NULL, name varchar NOT NULL, model varchar NOT NULL, res_id int);
CREATE TABLE ir_cron (id serial PRIMARY KEY, cron_name varchar, active boolean, nextcall timestamp NOT NULL DEFAULT now());
CREATE TABLE ir_mail_server (id serial PRIMARY KEY, name varchar NOT NULL, smtp_host varchar, smtp_port int NOT NULL, smtp_authentication varchar NOT NULL, smtp_encryption varchar NOT NULL, sequence int, active boolean);
CREATE TABLE mail_mail (id serial PRIMARY KEY, state varchar, email_to text);
CREATE TABLE payment_provider (id serial PRIMARY KEY, name jsonb NOT NULL, code varchar NOT NULL, state varchar NOT NULL);
CREATE TABLE auth_oauth_provider (id serial PRIMARY KEY, name varchar NOT NULL, client_id varchar, enabled boolean);
CREATE TABLE ir_act_server (id serial PRIMARY KEY, name jsonb NOT NULL, state varchar NOT NULL, webhook_url varchar);
CREATE TABLE ir_ui_view (id serial PRIMARY KEY, key varchar, active boolean);
CREATE TABLE res_partner (id serial PRIMARY KEY, name varchar NOT NULL, email varchar, customer_rank int NOT NULL DEFAULT 0);
CREATE TABLE sale_order (id serial PRIMARY KEY, name varchar NOT NULL UNIQUE, partner_id int NOT NULL REFERENCES res_partner, state varchar NOT NULL, date_order timestamp NOT NULL, amount_total numeric(12, 2) NOT NULL);

INSERT INTO ir_config_parameter (key, value) VALUES ('database.uuid', gen_random_uuid()::text);
INSERT INTO ir_cron (cron_name, active) VALUES ('Base: Auto-vacuum internal data', true), ('Mail: Email Queue Manager', true), ('Sales: Remind of open carts', true);
INSERT INTO ir_model_data (module, name, model, res_id) VALUES ('base', 'autovacuum_job', 'ir.cron', 1);
INSERT INTO ir_ui_view (key, active) VALUES ('web.layout', true), ('web.neutralize_banner', false);
INSERT INTO payment_provider (name, code, state) VALUES ('{"en_US": "Stripe"}', 'stripe', 'enabled');
INSERT INTO auth_oauth_provider (name, client_id, enabled) VALUES ('Google', 'demo', true);
