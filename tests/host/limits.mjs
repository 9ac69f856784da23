// Limits, of what a client may send and take, and of the machine: memory, threads, descriptors, time.
import { execFile } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { check, database, expect, get, guide, newToken, operation, other, raw, same, sleep, sqlite, start, startAs, usersOf } from './support.mjs';

const { HOST_PROGRAM, HOST_JOBS, HOST_WORK } = process.env;
const many = 60000;
const file = database();
sqlite(file, `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${many})
  INSERT INTO report_job SELECT 'many-' || i, 'a.b.ManyReport', 'many', 'DONE', 'Binary/' || i, '{"resourceType":"Parameters"}', '2026-01-01T00:00:00Z', NULL, NULL FROM n`);
const token = newToken(file, other);
const tokenOfMany = newToken(file, 'many');
const path = `/fhir/${operation}`;
const head = (by, version = '1.1', more = '') => `GET ${path} HTTP/${version}\r\nHost: x\r\nAuthorization: Bearer ${by}\r\n${more}\r\n`;
const post = (headers) => `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/fhir+json\r\n${headers}\r\n`;
const chunked = post('Transfer-Encoding: chunked\r\n');

// ---------------------------------------------------------------------------------------------------
// What a client sends

const host = await start(file, '--request-seconds', '2', '--idle-seconds', '2', '--max-body', '100000');

// Sends `piece` again and again until the host has enough, or `most` bytes are gone.
function flood(first, piece, most = 64 << 20) {
  return new Promise((resolve) => {
    const socket = createConnection(host.port, '127.0.0.1');
    let text = '';
    let sent = 0;
    const more = () => { while (sent < most && !socket.destroyed) { sent += piece.length; if (!socket.write(piece)) return; } if (sent >= most) socket.destroy(); };
    socket.on('error', () => {}).on('data', (bytes) => { text += bytes; }).on('drain', more).on('close', () => resolve({ text, sent }));
    socket.write(first, 'latin1', more);
  });
}
const block = (piece) => Buffer.from(piece.repeat(Math.ceil(65536 / piece.length)), 'latin1');
for (const [what, first, piece] of [
  ['chunk extensions', chunked, `1;${'x'.repeat(1000)}\r\n \r\n`], ['one extension without end', `${chunked}1;`, 'x'], ['a quoted one', `${chunked}1;a="`, 'x'],
  ['a size without end', chunked, '0'], ['blanks after a size', `${chunked}1`, ' '], ['trailers', `${chunked}0\r\n`, `X: ${'x'.repeat(1000)}\r\n`], ['a trailer without end', `${chunked}0\r\nX: `, 'x'],
  ['small chunks', chunked, '1\r\n \r\n'], ['a header without end', `GET ${path} HTTP/1.1\r\nX: `, 'x'], ['headers', `GET ${path} HTTP/1.1\r\n`, 'X: y\r\n'],
  ['a line without end', 'GET /', 'x'], ['empty lines', '', '\r\n'], ['line feeds', '', '\n'], ['NULs', '', '\0'], ['a body that is not read', `PUT ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n`, ' '],
]) {
  await check(`flood: ${what}`, async () => {
    const { text, sent } = await flood(first, block(piece));
    expect(sent < 16 << 20, `it took ${sent} bytes`); // most of it in the kernel's buffers
    expect(text === '' || /^HTTP\/1\.1 4\d\d /.test(text), text.slice(0, 80));
  });
}
await check('flood: in memory that does not grow', () => expect(host.peak() < 60000, `${host.peak()} KiB`));

// Requests with faults that nobody thought of. tests/host_units has more, without a network: chunks, and the time of a
// request while bytes keep coming.
await check('mutated requests: well-formed responses, one\'s own jobs, and a host that goes on', async () => {
  let state = 20261126;
  const below = (end) => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return Math.floor(state / 4294967296 * end); };
  const seeds = [head(token), head(token, '1.0', 'Connection: keep-alive\r\n'), `${chunked}1d\r\n{"resourceType":"Parameters"}\r\n0\r\nX: y\r\n\r\n`, `${post('Content-Length: 29\r\n')}{"resourceType":"Parameters"}`, 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', 'GET /fhir/metadata HTTP/1.1\r\nHost: x\r\n\r\n'];
  const pieces = ['\r\n', '\n', '\r', '\0', ' ', ':', 'Content-Length: 5\r\n', 'Transfer-Encoding: chunked\r\n', 'Host: y\r\n', 'HTTP/1.0', '\xff', '0\r\n\r\n', 'ffffffffffffffff', '%00', `?user=${guide}`];
  const mutated = () => {
    let text = seeds[below(seeds.length)];
    for (let i = below(4); i >= 0; --i) {
      const at = below(text.length + 1);
      const kind = below(5);
      if (kind === 0) text = text.slice(0, at) + text.slice(at + below(20));
      else if (kind === 1) text = text.slice(0, at) + String.fromCharCode(below(256)) + text.slice(at + 1);
      else if (kind === 2) text = text.slice(0, at) + pieces[below(pieces.length)] + text.slice(at);
      else if (kind === 3) text += seeds[below(seeds.length)];
      else text = text.slice(0, at) + text.slice(below(at + 1), at) + text.slice(at);
    }
    return text;
  };
  let answered = 0;
  for (let round = 0; round < 25; ++round) {
    await Promise.all(Array.from({ length: 20 }, mutated).map(async (bytes) => {
      const { text, statuses, error } = await raw(host.port, bytes, { half: true });
      expect(error !== 'no end', `no end of the answer to ${JSON.stringify(bytes)}`);
      expect(text === '' || (text.startsWith('HTTP/1.1 ') && statuses.length > 0), `${JSON.stringify(bytes)}: ${text.slice(0, 100)}`);
      expect(!statuses.includes(500), JSON.stringify(bytes));
      expect(!text.includes(`"valueString":"${guide}"`), `jobs of another: ${JSON.stringify(bytes)}`);
      answered += statuses.length;
    }));
  }
  expect(answered > 300, `${answered} answers`);
  same((await get(host, token)).status, 200);
});
await check('the host is well', async () => same(await host.stop(), 0));

// ---------------------------------------------------------------------------------------------------
// What a client takes

const slowly = (its, ...more) => promisify(execFile)('python3', ['slow_reader.py', its.port, tokenOfMany, ...more].map(String)).then(({ stdout }) => stdout.trim());

await check('a client that takes 64 KiB in the time of --send-seconds gets its answer; one that takes a quarter does not', async () => {
  const its = await start(file, '--send-seconds', '2');
  const [enough, little] = await Promise.all([slowly(its, '1.1', 65536, 1.8, 12), slowly(its, '1.1', 16384, 1.8, 12)]);
  const [slow, end] = enough.split(' ');
  same(end, 'whole');
  expect(slow <= 8 * 65536, `it was not slow: ${slow}`);
  same(little.split(' ')[1], 'reset');
  expect(/ cut=host error=\S*send-seconds/.test(its.log()), its.log().slice(-300));
  await its.stop();
});
await check('a whole answer has a time; the log says by whom it was cut, and the client can tell', async () => {
  const its = await start(file, '--answer-seconds', '2');
  for (const version of ['1.1', '1.0']) same((await slowly(its, version, 65536, 0.1, 4)).split(' ')[1], 'reset', `HTTP/${version}:`);
  await sleep(100);
  same((its.log().match(/ cut=host error=\S*answer-seconds/g) ?? []).length, 2, its.log());
  await its.stop();
});

// ---------------------------------------------------------------------------------------------------
// What the machine has

async function opened(its, count, bytes = '') {
  const all = [];
  for (let i = 0; i < count; ++i) {
    const each = { socket: createConnection(its.port, '127.0.0.1'), text: '', ended: false };
    each.socket.on('error', () => {}).on('data', (more) => { each.text += more; }).on('close', () => { each.ended = true; });
    if (bytes) each.socket.write(bytes);
    all.push(each);
    if (i % 10 === 9) await sleep(20);
  }
  await sleep(500);
  return all;
}
const limited = (limit) => ['bash', '-c', `ulimit ${limit}; exec "$0" "$@"`, HOST_PROGRAM];

// Under a limit that fewer than 64 connections reach: each is served, refused with 503, or closed; nobody is left to
// wait, and there is room again afterwards.
async function survives(its, bytes, what) {
  const clients = await opened(its, 64, bytes);
  const refused = clients.filter((each) => each.ended || each.text.startsWith('HTTP/1.1 503 ')).length;
  expect(refused > 0, `no ${what} was wanting`);
  for (const { text } of clients) expect(text === '' || /^HTTP\/1\.1 (200|503) /.test(text), text.slice(0, 100));
  clients.forEach((each) => each.socket.destroy());
  await sleep(500);
  let status = 0;
  for (let i = 0; i < 20 && status !== 200; ++i) {
    status = await get(its, token, { wait: 2000 }).then((answer) => answer.arrayBuffer().then(() => answer.status), () => 0);
    await sleep(100);
  }
  same(status, 200, 'afterwards:');
  same(await its.stop(), 0);
  return refused;
}
for (const [what, bytes] of [['idle', ''], ['asking', head(token)], ['asking for much', head(tokenOfMany)]]) {
  await check(`descriptors: 64 connections, ${what}, where there are 40`, async () => {
    await survives(await startAs(limited('-n 40'), 'file', file), bytes, 'descriptor');
  });
}
await check('descriptors: a client that comes when there is none left gets an answer at once', async () => {
  const its = await startAs(limited('-n 30'), 'file', file);
  const clients = await opened(its, 40);
  // Without a word it would wait for the idle time of the others, which is 30 s.
  const { text, error } = await raw(its.port, head(token), { wait: 15000 });
  expect(error !== 'no end', `${error}`);
  expect(text === '' || text.startsWith('HTTP/1.1 503 '), text.slice(0, 100));
  expect(its.log().includes('event=refused reason=descriptors'), its.log().slice(-200));
  clients.forEach((each) => each.socket.destroy());
  same(await its.stop(), 0);
});
for (const kib of [60000, 80000]) {
  await check(`memory: 64 connections in ${kib} KiB of address space`, async () => {
    for (const bytes of ['', head(token), head(tokenOfMany)]) {
      const its = await startAs(limited(`-v ${kib}`), 'file', file);
      const clients = await opened(its, 64, bytes);
      for (const { text } of clients) expect(text === '' || /^HTTP\/1\.1 (200|503) /.test(text), text.slice(0, 100));
      clients.forEach((each) => each.socket.destroy());
      await sleep(300);
      same(await get(its, token).then((answer) => [200, 503].includes(answer.status), (error) => String(error.cause?.code)), true);
      same(await its.stop(), 0);
    }
  });
}
await check('threads: 64 connections where there may be 20', async () => {
  // The limit does not hold for root.
  const own = mkdtempSync(join(tmpdir(), 'fhirops-limits-'));
  try {
    copyFileSync(HOST_PROGRAM, join(own, 'host'));
    copyFileSync(HOST_JOBS, join(own, 'jobs.db'));
    sqlite(join(own, 'jobs.db'), 'PRAGMA journal_mode = WAL');
    const its = newToken(join(own, 'jobs.db'), other);
    for (const each of [own, join(own, 'host'), join(own, 'jobs.db')]) chmodSync(each, 0o777);
    const asOther = process.getuid() === 0 ? ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups'] : [];
    const busy = await startAs([...asOther, 'bash', '-c', 'ulimit -u 20; exec "$0" "$@"', join(own, 'host')], 'file', join(own, 'jobs.db'));
    const clients = await opened(busy, 64);
    const refused = clients.filter((each) => each.text.startsWith('HTTP/1.1 503 ')).length;
    expect(refused >= 40, `${refused} were refused`);
    clients.forEach((each) => each.socket.destroy());
    await sleep(300);
    same((await get(busy, its)).status, 200);
    await get(busy, its, { method: 'HEAD' });
    same(await busy.stop(), 0);
  } finally {
    rmSync(own, { recursive: true });
  }
});

// ---------------------------------------------------------------------------------------------------
// The end, the log, and the database

// A database whose jobs take for ever to be found.
function endless() {
  const own = database();
  sqlite(own, `DROP TABLE report_job; CREATE VIEW report_job AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
    SELECT i AS id, '' AS report_class, '${other}' AS user_id, '' AS status, '' AS binary, '' AS parameters, '' AS created, '' AS started, '' AS ended FROM n WHERE i < 0`);
  return own;
}
await check('a second signal is the end at once, also while it computes', async () => {
  const own = endless();
  const mine = newToken(own, other);
  const its = await start(own, '--store-seconds', '100');
  const waits = raw(its.port, head(mine));
  await sleep(300);
  its.kill('SIGTERM');
  await sleep(300);
  same(await its.kill('SIGINT'), 128 + 2);
  same((await waits).text, '');
});
await check('after the grace it ends, also while it computes', async () => {
  const own = endless();
  const mine = newToken(own, other);
  const its = await start(own, '--store-seconds', '100', '--grace-seconds', '1');
  const waits = raw(its.port, head(mine));
  await sleep(300);
  // Sooner than the store, which would give up after 100 s.
  same(await Promise.race([its.stop(), sleep(50000, 'no end', { ref: false })]), 0);
  same((await waits).text, '');
});
await check('a query has its time', async () => {
  const own = endless();
  const mine = newToken(own, other);
  const its = await start(own, '--store-seconds', '1');
  same((await get(its, mine)).status, 503);
  await its.stop();
});
await check('a log that nobody reads, or whose reader has gone, keeps nobody from an answer', async () => {
  const its = await startAs([HOST_PROGRAM], 'pipe', file);
  for (let i = 0; i < 1500; ++i) same((await get(its, null)).status, 401);
  its.child.stderr.destroy();
  for (let i = 0; i < 5; ++i) same((await get(its, token)).status, 200);
  same(await its.stop(), 0);
});
await check('a closed standard error is nobody\'s socket', async () => {
  const its = await startAs(['bash', '-c', 'exec "$0" "$@" 2>&- 0<&-', HOST_PROGRAM], 'file', file);
  const { text } = await raw(its.port, head(token) + head(token, '1.1', 'Connection: close\r\n'));
  expect(!text.includes(' method='), 'the log went to a client');
  same(await its.stop(), 0);
});
await check('sqlite: a database in rollback mode is set to WAL, refused where it cannot be, or served where that is wanted', async () => {
  const own = join(HOST_WORK, 'rollback.db');
  copyFileSync(HOST_JOBS, own);
  sqlite(own, 'PRAGMA journal_mode = DELETE');
  newToken(own, other);
  const any = await start(own, '--journal', 'any');
  same(sqlite(own, 'PRAGMA journal_mode'), 'delete');
  await any.stop();
  const its = await start(own);
  same(sqlite(own, 'PRAGMA journal_mode'), 'wal');
  await its.stop();
  sqlite(own, 'PRAGMA journal_mode = DELETE');
  // In a folder where no log can be written; root may write everywhere.
  if (process.getuid() !== 0) return;
  const apart = mkdtempSync(join(tmpdir(), 'fhirops-limits-'));
  try {
    copyFileSync(HOST_PROGRAM, join(apart, 'host'));
    copyFileSync(own, join(apart, 'jobs.db'));
    chmodSync(apart, 0o755);
    chmodSync(join(apart, 'host'), 0o755);
    chmodSync(join(apart, 'jobs.db'), 0o644);
    const command = ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups', join(apart, 'host')];
    const why = await startAs(command, 'file', join(apart, 'jobs.db')).then(() => 'it started', (error) => error.message);
    expect(/WAL mode/.test(why) && /--journal any/.test(why), why);
    const served = await startAs(command, 'file', join(apart, 'jobs.db'), '--journal', 'any');
    same(await served.stop(), 0);
  } finally {
    rmSync(apart, { recursive: true });
  }
});
await check('sqlite: writers do not wait for a client that has stopped', async () => {
  const its = await start(file, '--send-seconds', '20');
  const socket = createConnection(its.port, '127.0.0.1');
  socket.on('error', () => {});
  socket.pause();
  socket.write(head(tokenOfMany));
  await sleep(500);
  sqlite(file, `UPDATE report_job SET status = 'WRITTEN' WHERE id = 'many-1'`); // it would give up after 10 s
  socket.destroy();
  await its.stop();
});
await check('sqlite: the file is replaced, and tokens of the old one are worth nothing', async () => {
  const own = database();
  newToken(own, other); // makes the table
  const its = await start(own);
  const old = newToken(own, other); // in the log of the old one alone, as the host keeps that open
  same((await get(its, old)).status, 200);
  const next = database();
  const fresh = newToken(next, guide);
  renameSync(next, own);
  same((await get(its, old)).status, 401);
  same([...usersOf(await (await get(its, fresh)).json())].join(), guide);
  rmSync(own);
  expect((await get(its, fresh)).status === 503, 'it answers from a file that is gone');
  copyFileSync(HOST_JOBS, own);
  same((await get(its, fresh)).status === 200, false);
  const again = newToken(own, other);
  same((await get(its, again)).status, 200);
  same((await get(its, old)).status, 401);
  await its.stop();
});
