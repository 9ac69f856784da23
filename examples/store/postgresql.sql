-- The tables for PostgreSQL: those of jobs.sql. Answers are ordered by the bytes of `created` and `id`, whatever the
-- database's language: where the columns say so, an index and a shard know that order too.
--
--     psql -1 -f postgresql.sql postgresql://...

CREATE TABLE report_job (
  id           text COLLATE "C" PRIMARY KEY,
  report_class text NOT NULL,
  user_id      text NOT NULL,
  status       text NOT NULL,
  "binary"     text,           -- a reference to the report, once there is one
  parameters   text NOT NULL,  -- JSON, as it came: jsonb would not keep 1.00 or the order
  created      text COLLATE "C" NOT NULL,  -- times as FHIR writes them
  started      text,
  ended        text
);

CREATE INDEX report_job_of_user ON report_job (user_id, created, id);

CREATE TABLE access_token (
  token_sha256 text PRIMARY KEY,  -- 64 lower-case hexadecimal digits
  user_id      text NOT NULL,
  expires      bigint             -- seconds since 1970; NULL for never
);
