// What the parts have in common: a host to be started, its database, requests, and checks. A check prints one line,
// `ok ...` or `FAILED ...`.
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFileSync, openSync, readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export { sleep };
const { HOST_PROGRAM, HOST_JOBS, HOST_WORK, HOST_POSTGRESQL, HOST_POSTGRESQL_BIN } = process.env;
export const guide = '0aaca7cd-67c3-48dd-a8c4-0cceecb5d276'; // the user of the guide's example
export const other = '3f1d6a52-8c1b-4e7a-9b60-b0b8c7a6d001';
// In the names of users and jobs that a part adds: it may run again on the same database, and at the same time.
export const run = randomBytes(4).toString('hex');
export const operation = '$get-report-job-status';

export async function check(what, f) {
  try {
    await f();
    console.log(`ok ${what}`);
  } catch (error) {
    console.log(`FAILED ${what}: ${String(error?.message ?? error).replaceAll('\n', ' ').slice(0, 500)}`);
    process.exitCode = 1;
  }
}
export function expect(condition, what) {
  if (!condition) throw new Error(what);
}
export function same(got, wanted, what = '') {
  if (got !== wanted) throw new Error(`${what} ${JSON.stringify(got)?.slice(0, 200)}, not ${JSON.stringify(wanted)?.slice(0, 200)}`);
}

// ---------------------------------------------------------------------------------------------------
// Databases

let copies = 0;
// A SQLite database of its own; write-ahead, so that it can be read while it is written.
export function database() {
  const path = join(HOST_WORK, `jobs-${++copies}.db`);
  copyFileSync(HOST_JOBS, path);
  sqlite(path, 'PRAGMA journal_mode = WAL');
  return path;
}
export const sqlite = (path, sql) => execFileSync('sqlite3', ['-batch', '-bail', '-cmd', '.timeout 10000', path, sql], { encoding: 'utf8' }).trim();
export const postgresql = (sql) =>
  execFileSync('psql', ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', HOST_POSTGRESQL, '-c', sql], { encoding: 'utf8' }).trim();
export function postgresqlControl(...args) {
  const command = [join(HOST_POSTGRESQL_BIN, 'pg_ctl'), '-D', process.env.HOST_POSTGRESQL_DATA, '-w', ...args];
  if (process.getuid() === 0) command.unshift('runuser', '-u', 'postgres', '--');
  execFileSync(command[0], command.slice(1), { cwd: '/', stdio: 'ignore' });
}
export const newToken = (store, user, ...more) =>
  execFileSync(HOST_PROGRAM, ['--store', store, '--new-token', user, ...more], { encoding: 'utf8' }).trim();

// ---------------------------------------------------------------------------------------------------
// The host

let hosts = 0;
export const running = new Set();
process.on('exit', () => running.forEach((host) => host.kill('SIGKILL')));

export const start = (store, ...options) => startAs([HOST_PROGRAM], 'file', store, ...options);
// `command` runs the host, under limits of its own; its log goes to a file, or to a `pipe` that nobody reads.
export async function startAs(command, errors, store, ...options) {
  const log = join(HOST_WORK, `host-${++hosts}.log`);
  const file = openSync(log, 'w');
  const child = spawn(command[0], [...command.slice(1), '--store', store, '--listen', '127.0.0.1:0', ...options], { stdio: ['ignore', 'pipe', errors === 'pipe' ? 'pipe' : file] });
  running.add(child);
  const ended = new Promise((resolve) => child.on('exit', (code, signal) => { running.delete(child); resolve(code ?? signal); }));
  let said = '';
  const service = await new Promise((resolve, reject) => {
    child.stdout.on('data', (bytes) => {
      said += bytes;
      const found = /^service (\S+)$/m.exec(said);
      if (found) resolve(found[1]);
    });
    ended.then((code) => reject(new Error(`the host did not start: ${code} ${readFileSync(log, 'utf8')}`)));
  });
  const port = Number(new URL(service).port);
  return {
    service, port, page: `http://127.0.0.1:${port}/`, url: `${service}/${operation}`, pid: child.pid,
    log: () => readFileSync(log, 'utf8'),
    memory: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]),
    peak: () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]),
    child, kill: (signal) => { child.kill(signal); return ended; },
    ended,
    stop: async () => { child.kill('SIGTERM'); return ended; },
  };
}

export const get = (host, token, more = {}) =>
  fetch(more.url ?? host.url, { ...more, headers: { ...(token ? { Authorization: `Bearer ${token}` } : {}), ...more.headers }, signal: AbortSignal.timeout(more.wait ?? 20000) });

// What comes back for bytes as they are: all that is sent until the end. `error` where the end is none.
export function raw(port, bytes, { wait = 5000, half = false } = {}) {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1');
    let text = '';
    let error = null;
    const timer = setTimeout(() => { error = 'no end'; socket.destroy(); }, wait);
    socket.setEncoding('latin1');
    socket.on('data', (more) => { text += more; });
    socket.on('error', (why) => { error = why.code; });
    socket.on('close', () => { clearTimeout(timer); resolve({ text, error, statuses: [...text.matchAll(/HTTP\/1\.1 (\d+) /g)].map((each) => Number(each[1])) }); });
    socket.write(bytes, 'latin1', () => { if (half) socket.end(); });
  });
}
export const jobsOf = (bundle) => (bundle.entry ?? []).map((each) => each.resource);
export const usersOf = (bundle) => new Set(jobsOf(bundle).map((each) => each.parameter[0].part.find((part) => part.name === 'userId').valueString));
