-- The tables for PostgreSQL: those of jobs.sql, with the order that answers have.
--
--     psql -1 -f postgresql.sql postgresql://...

CREATE TABLE report_job (
  id           text PRIMARY KEY,
  report_class text NOT NULL,
  user_id      text NOT NULL,
  status       text NOT NULL,
  "binary"     text,           -- a reference to the report, once there is one
  parameters   text NOT NULL,  -- JSON, as it came: jsonb would not keep 1.00 or the order
  created      text NOT NULL,  -- times as FHIR writes them
  started      text,
  ended        text
);

CREATE INDEX report_job_of_user ON report_job (user_id, created COLLATE "C", id COLLATE "C");

CREATE TABLE access_token (
  token_sha256 text PRIMARY KEY,  -- 64 lower-case hexadecimal digits
  user_id      text NOT NULL,
  expires      bigint             -- seconds since 1970; NULL for never
);
