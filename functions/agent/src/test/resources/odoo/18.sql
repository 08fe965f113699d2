ALTER TABLE ir_act_server ADD webhook_url varchar;
ALTER TABLE base_automation ADD webhook_uuid varchar;
ALTER TABLE ir_cron ADD failure_count int, ADD first_failure_date timestamp;
ALTER TABLE res_users_settings ADD google_calendar_rtoken varchar, ADD google_calendar_token varchar, ADD google_calendar_sync_token varchar, ADD microsoft_calendar_sync_token varchar;
CREATE TABLE mail_push_device (id serial PRIMARY KEY, endpoint varchar NOT NULL, keys varchar);
INSERT INTO ir_act_server (name, state, webhook_url) VALUES ('{"en_US": "Tell"}', 'webhook', 'https://hooks.example.org/1');
INSERT INTO base_automation (name, active, trigger, webhook_uuid) VALUES ('{"en_US": "Called"}', true, 'on_webhook', 'uuid');
INSERT INTO mail_push_device (endpoint) VALUES ('https://push.example.org/1');
INSERT INTO res_users_settings (user_id, google_calendar_rtoken) VALUES (1, 'token');
