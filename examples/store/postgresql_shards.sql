-- The tables of a coordinator: the jobs of each user are on one of several shards, which have the tables of
-- postgresql.sql. Tokens are the coordinator's own. Here two shards; for N of them, N servers and N partitions.
--
--     psql -1 -f postgresql.sql postgresql://...           # on each shard
--     psql -1 -v shard_1=HOST:PORT -v shard_2=HOST:PORT -v reader=ROLE -f postgresql_shards.sql postgresql://...
--
-- The role is that of the host; the shards know it by the same name, and let it in by the coordinator's address or
-- certificate (a password would be an option of the user mapping). It only reads: who writes jobs needs a user mapping
-- of their own, and writes to `report_job` here.

CREATE EXTENSION postgres_fdw;

SELECT split_part(:'shard_1', ':', 1) AS host_1, split_part(:'shard_1', ':', 2) AS port_1,
       split_part(:'shard_2', ':', 1) AS host_2, split_part(:'shard_2', ':', 2) AS port_2 \gset

-- A shard that does not answer may not hold a connection of the coordinator for longer than this. Two seconds are the
-- least that libpq knows.
CREATE SERVER shard_1 FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host :'host_1', port :'port_1', dbname 'postgres',
  connect_timeout '2', tcp_user_timeout '5000', keepalives_idle '5', keepalives_interval '2', keepalives_count '3', fetch_size '100');
CREATE SERVER shard_2 FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host :'host_2', port :'port_2', dbname 'postgres',
  connect_timeout '2', tcp_user_timeout '5000', keepalives_idle '5', keepalives_interval '2', keepalives_count '3', fetch_size '100');
CREATE USER MAPPING FOR :"reader" SERVER shard_1 OPTIONS (user :'reader', password_required 'false');
CREATE USER MAPPING FOR :"reader" SERVER shard_2 OPTIONS (user :'reader', password_required 'false');

-- No key: PostgreSQL has none over foreign tables. That an `id` is there once is for each shard to say.
-- COLLATE "C", as the shards have it: without it the coordinator would sort.
CREATE TABLE report_job (
  id           text COLLATE "C" NOT NULL,
  report_class text NOT NULL,
  user_id      text NOT NULL,
  status       text NOT NULL,
  "binary"     text,
  parameters   text NOT NULL,
  created      text COLLATE "C" NOT NULL,
  started      text,
  ended        text
) PARTITION BY HASH (user_id);
CREATE FOREIGN TABLE report_job_1 PARTITION OF report_job FOR VALUES WITH (MODULUS 2, REMAINDER 0)
  SERVER shard_1 OPTIONS (table_name 'report_job');
CREATE FOREIGN TABLE report_job_2 PARTITION OF report_job FOR VALUES WITH (MODULUS 2, REMAINDER 1)
  SERVER shard_2 OPTIONS (table_name 'report_job');

CREATE TABLE access_token (
  token_sha256 text PRIMARY KEY,
  user_id      text NOT NULL,
  expires      bigint
);
GRANT SELECT ON report_job, access_token TO :"reader";

-- The planner believes that a few rows are sorted cheaper here than there, and a user may have more than it believes. It
-- does not sort here at all, so that the first row comes at once and no file is written.
SELECT format('ALTER DATABASE %I SET enable_sort = off', current_database()) \gexec
