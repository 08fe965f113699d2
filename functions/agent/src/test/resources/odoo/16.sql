CREATE TABLE google_calendar_credentials (id serial PRIMARY KEY, calendar_rtoken varchar, calendar_token varchar, calendar_sync_token varchar, synchronization_stopped boolean);
CREATE TABLE microsoft_calendar_credentials (id serial PRIMARY KEY, calendar_sync_token varchar, synchronization_stopped boolean);
INSERT INTO google_calendar_credentials (calendar_rtoken, calendar_token) VALUES ('token', 'token');
INSERT INTO microsoft_calendar_credentials (calendar_sync_token) VALUES ('token');
