// A PostgreSQL server for the tests, to be stopped, restarted and starved; and servers of other kinds.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
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

// By its socket alone, so that there are as many as there are folders.
export function cluster() {
  const folder = mkdtempSync('/tmp/fhirops-pg.'); // the path of a socket has to be short
  if (isRoot) chownSync(folder, Number(execFileSync('id', ['-u', 'postgres'])), -1);
  chmodSync(folder, 0o755);
  const data = join(folder, 'data');
  asPostgres(join(HOST_POSTGRESQL_BIN, 'initdb'), '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync');
  const control = (...args) => asPostgres(join(HOST_POSTGRESQL_BIN, 'pg_ctl'), '-D', data, '-w', ...args);
  let settings = [];
  const it = {
    folder,
    url: `postgresql:///postgres?host=${encodeURIComponent(folder)}&user=postgres`,
    socket: join(folder, '.s.PGSQL.5432'),
    start(...more) {
      settings = more;
      control('-l', join(folder, 'server.log'), '-o', [`-k ${folder}`, ...['listen_addresses=', 'unix_socket_permissions=0777', 'fsync=off', ...settings].map((each) => `-c ${each}`)].join(' '), 'start');
    },
    stop(mode = 'fast') { control('-m', mode, 'stop'); },
    restart(...more) { it.stop(); it.start(...(more.length > 0 ? more : settings)); },
    sql: (text, url = it.url) => execFileSync('psql', ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', url, '-c', text], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim(),
    // Of hosts: how many sessions there are, and how many of them work.
    sessions: (state = '%') => Number(it.sql(`SELECT count(*) FROM pg_stat_activity WHERE application_name = 'fhirops host' AND state LIKE '${state}'`)),
    log: () => readFileSync(join(folder, 'server.log'), 'utf8'),
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
  execFileSync('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-1', '-f', HOST_TABLES, it.url], { stdio: 'ignore' });
  return it;
}

// A proxy at a port of its own before a server: each connection goes through until it is frozen, from when on
// neither side hears of the other.
export async function between(socket) {
  const pairs = [];
  const server = createServer((client) => {
    const upstream = createConnection(socket);
    const pair = { frozen: false, client, upstream };
    pairs.push(pair);
    for (const [from, to] of [[client, upstream], [upstream, client]]) {
      from.on('data', (bytes) => { if (!pair.frozen) to.write(bytes); });
      from.on('close', () => { if (!pair.frozen) to.destroy(); });
      from.on('error', () => {});
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: server.address().port,
    connections: () => pairs.length,
    freeze: () => pairs.forEach((each) => { each.frozen = true; }),
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
