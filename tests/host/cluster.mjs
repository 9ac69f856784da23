// A PostgreSQL server for the tests, to be stopped, restarted and starved; and servers of other kinds.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { join } from 'node:path';
import { sleep } from './support.mjs';

const { HOST_POSTGRESQL_BIN, HOST_TABLES } = process.env;
const isRoot = process.getuid() === 0;
// PostgreSQL does not run as root.
function asPostgres(command, ...args) {
  const [program, ...rest] = isRoot ? ['runuser', '-u', 'postgres', '--', command, ...args] : [command, ...args];
  execFileSync(program, rest, { cwd: '/', stdio: 'ignore' });
}
const made = new Set();
process.on('exit', () => made.forEach((each) => each.remove()));
process.on('SIGTERM', () => process.exit(1));

// By its socket alone, so that there are as many as there are folders; with `port`, by TCP on 127.0.0.1 too.
export function cluster({ port = null, settings: always = [], tables = HOST_TABLES } = {}) {
  const folder = mkdtempSync('/tmp/fhirops-pg.'); // the path of a socket has to be short
  if (isRoot) chownSync(folder, Number(execFileSync('id', ['-u', 'postgres'])), -1);
  chmodSync(folder, 0o755);
  const data = join(folder, 'data');
  asPostgres(join(HOST_POSTGRESQL_BIN, 'initdb'), '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync');
  const control = (...args) => asPostgres(join(HOST_POSTGRESQL_BIN, 'pg_ctl'), '-D', data, '-w', ...args);
  let settings = [];
  const it = {
    folder,
    port,
    url: `postgresql:///postgres?host=${encodeURIComponent(folder)}&port=${port ?? 5432}&user=postgres`,
    socket: join(folder, `.s.PGSQL.${port ?? 5432}`),
    start(...more) {
      settings = more;
      control('-l', join(folder, 'server.log'), '-o', [`-k ${folder}`, ...[...(port ? ['listen_addresses=127.0.0.1', `port=${port}`] : ['listen_addresses=']), 'unix_socket_permissions=0777', 'fsync=off', ...always, ...settings].map((each) => `-c ${each}`)].join(' '), 'start');
    },
    stop(mode = 'fast') { control('-m', mode, 'stop'); },
    restart(...more) { it.stop(); it.start(...(more.length > 0 ? more : settings)); },
    sql: (text, url = it.url) => execFileSync('psql', ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', url, '-c', text], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim(),
    // Of hosts: how many sessions there are, and how many of them work.
    sessions: (state = '%') => Number(it.sql(`SELECT count(*) FROM pg_stat_activity WHERE application_name = 'fhirops host' AND state LIKE '${state}'`)),
    log: () => readFileSync(join(folder, 'server.log'), 'utf8'),
    run: (file, ...more) => execFileSync('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', ...more, '-1', '-f', file, it.url], { stdio: ['ignore', 'ignore', 'pipe'] }),
    // The server and all that it has started.
    processes() {
      const first = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0];
      const parent = (pid) => { try { return /PPid:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]; } catch { return null; } };
      return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && (pid === first || parent(pid) === first)).map(Number);
    },
    // Stopped, it takes connections and never says a word.
    signal(name) { it.processes().forEach((pid) => process.kill(pid, name)); },
    // While a transaction holds what the statement takes. `f` may release it earlier.
    async while(sql, f) {
      const psql = spawn('psql', ['-X', '-q', '-A', '-t', it.url], { stdio: ['pipe', 'pipe', 'ignore'] });
      const held = new Promise((resolve) => psql.stdout.on('data', resolve));
      const ended = new Promise((resolve) => psql.on('exit', resolve));
      psql.stdin.on('error', () => {});
      psql.stdin.write(`BEGIN; ${sql}; SELECT 'held';\n`);
      await held;
      const release = () => { psql.stdin.end('ROLLBACK;\n'); return ended; };
      try {
        return await f(release);
      } finally {
        await release();
      }
    },
    remove() {
      made.delete(it);
      try { it.stop('immediate'); } catch { /* it does not run */ }
      rmSync(folder, { recursive: true, force: true });
    },
  };
  made.add(it);
  it.start();
  if (tables) it.run(tables);
  return it;
}

// A port that was free a moment ago.
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

// A PostgreSQL over three servers: a coordinator, and two shards that have the jobs, by user.
export const reader = 'reader';
export async function sharded(...settings) {
  const always = ['max_connections=60', ...settings];
  const shards = [];
  for (let i = 0; i < 2; ++i) {
    const shard = cluster({ port: await freePort(), settings: always });
    shard.sql(`CREATE ROLE ${reader} LOGIN; GRANT SELECT ON report_job TO ${reader}`);
    shards.push(shard);
  }
  const coordinator = cluster({ port: await freePort(), settings: always, tables: null });
  coordinator.sql(`CREATE ROLE ${reader} LOGIN`);
  coordinator.run(process.env.HOST_SHARDS, '-v', `reader=${reader}`, ...shards.flatMap(({ port }, i) => ['-v', `shard_${i + 1}=127.0.0.1:${port}`]));
  for (const each of ['shard_1', 'shard_2']) coordinator.sql(`ALTER SERVER ${each} OPTIONS (ADD batch_size '1000'); CREATE USER MAPPING FOR postgres SERVER ${each}`);
  return { shards, coordinator };
}

// PgBouncer before a cluster with a port, in transaction mode: one connection of the server serves another client after each query.
export async function pgbouncer(before, user, size) {
  const port = await freePort();
  const file = join(before.folder, 'pgbouncer.ini');
  writeFileSync(file, `[databases]
postgres = host=127.0.0.1 port=${before.port} dbname=postgres user=${user}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${size}
logfile = ${join(before.folder, 'pgbouncer.log')}
`);
  let child = null;
  const it = {
    pid: () => child.pid,
    url: `postgresql://${user}@127.0.0.1:${port}/postgres?sslmode=disable`,
    async start() {
      const [program, ...rest] = isRoot ? ['setpriv', `--reuid=${execFileSync('id', ['-u', 'postgres'], { encoding: 'utf8' }).trim()}`, '--clear-groups', 'pgbouncer', file] : ['pgbouncer', file];
      const started = spawn(program, rest, { cwd: '/', stdio: 'ignore', env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } });
      child = started;
      let open = false;
      for (let i = 0; i < 100 && !open; ++i, await sleep(50))
        open = await new Promise((resolve) => { const socket = createConnection(port, '127.0.0.1', () => { socket.destroy(); resolve(true); }); socket.on('error', () => resolve(false)); });
      if (!open) throw new Error('PgBouncer did not start');
    },
    // At once, with what it has under way.
    stop() {
      const ended = child.exitCode === null && child.signalCode === null ? new Promise((resolve) => child.on('exit', resolve)) : null;
      child.kill('SIGKILL');
      return ended;
    },
    remove() { made.delete(it); child.kill('SIGKILL'); },
  };
  made.add(it);
  await it.start();
  return it;
}

// A proxy at a port of its own before a server: each connection goes through until it is frozen, from when on
// neither side hears of the other.
export async function between(socket) {
  const pairs = [];
  let silent = false;
  const server = createServer((client) => {
    const upstream = createConnection(socket);
    const pair = { frozen: silent, client, upstream };
    pairs.push(pair);
    for (const [from, to] of [[client, upstream], [upstream, client]]) {
      from.on('data', (bytes) => { if (!pair.frozen) to.write(bytes); });
      from.on('close', () => { if (!pair.frozen) to.destroy(); });
      from.on('error', () => {});
    }
  });
  const freeze = () => pairs.forEach((each) => { each.frozen = true; });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: server.address().port,
    connections: () => pairs.length,
    // The connections that there are.
    freeze,
    // These, and all that are made later.
    fallSilent: () => { silent = true; freeze(); },
    close: () => { pairs.forEach((each) => { each.client.destroy(); each.upstream.destroy(); }); server.close(); },
  };
}

// Takes connections, and never says a word.
export async function silence() {
  const sockets = [];
  const server = createServer((socket) => { sockets.push(socket); socket.on('error', () => {}); socket.resume(); });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: server.address().port, connections: () => sockets.length, close: () => { sockets.forEach((each) => each.destroy()); server.close(); } };
}

// Looked at again and again, by count and not by clock: waiting ends some time, but a late answer on a busy machine is not a failure.
export async function eventually(what, looks = 200) {
  for (let i = 0; i < looks; ++i, await sleep(100)) if (what()) return true;
  return what();
}
