# shellcheck shell=bash
# A temporary PostgreSQL: in a folder of its own, reached only by a socket, and removed afterwards. To be sourced.

postgresql_data=
postgresql_url=

# PostgreSQL does not run as root.
as_postgres() {
  if [[ $(id -u) == 0 ]]; then
    (cd / && runuser -u postgres -- "$@")
  else
    (cd / && "$@")
  fi
}

start_postgresql() {
  local bins=(/usr/lib/postgresql/*/bin)
  postgresql_bin=${bins[-1]}
  # The path of a socket must be short.
  postgresql_folder=$(mktemp -d /tmp/fhirops-pg.XXXXXX)
  [[ $(id -u) == 0 ]] && chown postgres "$postgresql_folder"
  chmod 755 "$postgresql_folder"
  postgresql_data="$postgresql_folder/data"
  quietly "$postgresql_folder.log" as_postgres "$postgresql_bin/initdb" -D "$postgresql_data" -U postgres -A trust -E UTF8 \
    --locale=C.UTF-8 --no-sync
  postgresql_url="postgresql:///postgres?host=${postgresql_folder//\//%2F}&user=postgres"
  quietly "$postgresql_folder.log" as_postgres "$postgresql_bin/pg_ctl" -D "$postgresql_data" -w -l "$postgresql_folder/server.log" \
    -o "-k $postgresql_folder -c listen_addresses= -c unix_socket_permissions=0777" start
}

stop_postgresql() {
  [[ -n $postgresql_data ]] || return 0
  as_postgres "$postgresql_bin/pg_ctl" -D "$postgresql_data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$postgresql_folder" "$postgresql_folder.log"
  postgresql_data=
}

sql_postgresql() { psql -X -q -A -t -v ON_ERROR_STOP=1 "$postgresql_url" "$@"; }

# fill_postgresql TABLES DATABASE: creates the tables, and fills them with the rows of a SQLite database.
fill_postgresql() {
  sql_postgresql -1 -f "$1"
  sqlite3 -batch -bail "$2" "SELECT 'INSERT INTO report_job VALUES (' || quote(id) || ',' || quote(report_class) || ',' ||
    quote(user_id) || ',' || quote(status) || ',' || quote(binary) || ',' || quote(parameters) || ',' || quote(created) ||
    ',' || quote(started) || ',' || quote(ended) || ');' FROM report_job" | sql_postgresql -1
}
