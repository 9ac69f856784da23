// What breaks: clients, the network, the database, the host itself. No answer that is not whole looks whole.
import { spawn } from 'node:child_process';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { check, database, expect, get, guide, jobsOf, newToken, operation, postgresql, postgresqlControl, raw, run, running, same, sleep, sqlite, start } from './support.mjs';

const many = 60000;
const file = database();
const url = process.env.HOST_POSTGRESQL;
// As many as that, of one user; some 40 MB of answer.
sqlite(file, `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${many})
  INSERT INTO report_job SELECT 'many-' || i, 'a.b.ManyReport', 'many', 'DONE', 'Binary/' || i, '{"resourceType":"Parameters","parameter":[{"name":"n","valueInteger":' || i || '}]}', '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z', '2026-01-01T00:00:02Z' FROM n`);
postgresql(`INSERT INTO report_job SELECT 'many-' || i, 'a.b.ManyReport', 'many', 'DONE', 'Binary/' || i, '{"resourceType":"Parameters","parameter":[{"name":"n","valueInteger":' || i || '}]}', '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z', '2026-01-01T00:00:02Z' FROM generate_series(1, ${many}) i ON CONFLICT DO NOTHING`);
const stores = { sqlite: file, postgresql: url };
const tokens = { sqlite: newToken(file, 'many'), postgresql: newToken(url, 'many') };
const head = (token, version = '1.1') => `GET /fhir/${operation} HTTP/${version}\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`;

// A client that reads the beginning of an answer, and then waits for a signal to continue.
function reader(host, token, version) {
  const socket = createConnection({ port: host.port, host: '127.0.0.1', allowHalfOpen: true });
  const it = { socket, bytes: 0, tail: '', error: null, ended: false };
  it.closed = new Promise((resolve) => socket.on('close', () => { it.ended = true; resolve(); }));
  socket.on('error', (why) => { it.error ??= why.code; });
  // A reset that comes while nobody reads may look like an end: libuv reports it so if the last read left space in its buffer. A
  // write shows which it was: it is refused at once after a reset, and accepted after an end.
  socket.on('end', () => socket.write('\r\n', (refused) => {
    if (refused) it.error = 'ECONNRESET';
    socket.destroy();
  }));
  it.begun = new Promise((resolve) => socket.on('data', (bytes) => {
    it.bytes += bytes.length;
    it.tail = (it.tail + bytes.toString('latin1')).slice(-20);
    if (!it.went) socket.pause();
    resolve();
  }));
  it.go = () => { it.went = true; socket.resume(); };
  it.whole = () => it.tail.endsWith('\r\n0\r\n\r\n') && it.error === null;
  socket.write(head(token, version));
  return it;
}

for (const [name, store] of Object.entries(stores)) {
  const host = await start(store, '--send-seconds', '2', '--idle-seconds', '2', '--request-seconds', '2');
  const token = tokens[name];
  await check(`${name}: ${many} jobs in one answer, in memory that does not grow`, async () => {
    await (await get(host, token)).arrayBuffer();
    const before = host.peak();
    const jobs = jobsOf(await (await get(host, token)).json());
    same(jobs.length, many);
    same(new Set(jobs.map((each) => each.id)).size, many);
    expect(host.peak() - before < 4000, `${before} KiB, then ${host.peak()} KiB`);
    expect(host.peak() < 60000, `${host.peak()} KiB`);
  });
  await check(`${name}: a client that goes away half way is noticed, and costs nothing`, async () => {
    for (let i = 0; i < 5; ++i) {
      const client = reader(host, token);
      await client.begun;
      client.socket.resetAndDestroy();
    }
    await sleep(700);
    expect((host.log().match(/cut=client/g) ?? []).length >= 5, host.log().slice(-500));
    same((await get(host, token, { method: 'HEAD' })).status, 200);
  });
  await check(`${name}: a client that stops reading is let go after its time`, async () => {
    const client = reader(host, token);
    await client.begun;
    await sleep(3500);
    client.go();
    await client.closed;
    expect(!client.whole(), 'it looks whole');
  });
  await check(`${name}: ten that stall in the middle of an answer keep nobody from theirs`, async () => {
    // They are not let go before the client that waits for its own answer gives up.
    const patient = await start(store, '--send-seconds', '600', '--grace-seconds', '1');
    const stalled = Array.from({ length: 10 }, () => reader(patient, token));
    await Promise.all(stalled.map((each) => each.begun));
    same(jobsOf(await (await get(patient, token)).json()).length, many);
    stalled.forEach((each) => each.socket.destroy());
    await patient.stop();
  });
  await check(`${name}: SIGTERM lets an answer under way come to its end, and takes no more`, async () => {
    const patient = await start(store);
    const client = reader(patient, token);
    const idle = createConnection(patient.port, '127.0.0.1');
    idle.on('error', () => {});
    await client.begun;
    const stopped = patient.stop();
    await sleep(500);
    same((await raw(patient.port, head(token))).error, 'ECONNREFUSED');
    client.go();
    await client.closed;
    expect(client.whole(), `${client.error} ...${client.tail}`);
    same(await stopped, 0);
  });
  await check(`${name}: it does not wait for ever`, async () => {
    const hasty = await start(store, '--grace-seconds', '1');
    const client = reader(hasty, token);
    await client.begun;
    same(await hasty.stop(), 0);
    client.go();
    await client.closed;
    expect(!client.whole(), 'it looks whole');
    expect(hasty.log().includes('event=cut answers=1'), hasty.log());
  });
  await check(`${name}: the host is killed in the middle of an answer, and the client can tell`, async () => {
    const doomed = await start(store);
    const client = reader(doomed, token);
    await client.begun;
    await doomed.kill('SIGKILL');
    client.go();
    await client.closed;
    expect(client.bytes > 0 && !client.whole(), 'it looks whole');
  });
  await host.stop();
}

await check('sqlite: a row that fails in the middle of an answer breaks it off', async () => {
  const own = database();
  // More than the kernel keeps between the two, so that the answer is cut while the client takes it.
  sqlite(own, `ATTACH '${file}' AS big; INSERT INTO report_job SELECT * FROM big.report_job WHERE user_id = 'many' LIMIT 20000`);
  sqlite(own, `UPDATE report_job SET parameters = '{"resourceType":"Patient"}' WHERE id = (SELECT max(id) FROM report_job WHERE user_id = 'many')`);
  const token = newToken(own, 'many');
  const host = await start(own);
  for (const version of ['1.1', '1.0']) {
    const client = reader(host, token, version);
    client.go();
    await client.closed;
    expect(client.bytes > 65536, `${client.bytes} bytes`);
    expect(!client.whole() && client.error === 'ECONNRESET', `HTTP/${version}: ${client.error} ...${client.tail}`);
  }
  let failed = false;
  await get(host, token).then((answer) => answer.text()).catch(() => { failed = true; });
  expect(failed, 'fetch took it for whole');
  await sleep(100);
  expect(/status=200 .*cut=store error=job/.test(host.log()), host.log().slice(-400));
  await host.stop();
});
await check('HTTP/1.0: an answer ends with its connection, in order', async () => {
  const own = database();
  const token = newToken(own, guide);
  const host = await start(own);
  const { text, error } = await raw(host.port, head(token, '1.0'));
  same(error, null);
  expect(!/^Transfer-Encoding/mi.test(text.split('\r\n\r\n')[0]), 'chunks to HTTP/1.0');
  same(JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4)).resourceType, 'Bundle');
  await host.stop();
});
await check('postgresql: killed in the middle of an answer, and the client can tell', async () => {
  const host = await start(url);
  const client = reader(host, tokens.postgresql);
  await client.begun;
  postgresqlControl('-m', 'immediate', 'stop');
  client.go();
  await client.closed;
  expect(client.bytes > 1000 && !client.whole() && client.error === 'ECONNRESET', `${client.error} ...${client.tail}`);
  await sleep(100);
  expect(host.log().includes('cut=store'), host.log().slice(-300));
  same((await get(host, tokens.postgresql)).status, 503);
  postgresqlControl('-o', `-k ${new URLSearchParams(url.split('?')[1]).get('host')} -c listen_addresses= -c unix_socket_permissions=0777`, '-l', '/dev/null', 'start');
  same(jobsOf(await (await get(host, tokens.postgresql)).json()).length, many);
  await host.stop();
});

// A writer adds jobs two by two, and prints a line after each commit; it is killed while it writes. Each pair that it
// printed is there, and of no pair only one.
for (const [name, store] of Object.entries(stores)) {
  await check(`${name}: the writer is killed again and again, and the host too; nothing that was written is lost, nothing is half`, async () => {
    const token = newToken(store, `written-${run}`);
    let host = await start(store);
    let committed = 0;
    let next = 1;
    let answers = 0;
    for (let round = 0; round < 5; ++round) {
      const [command, args] = name === 'sqlite' ? ['sqlite3', ['-batch', '-bail', store]] : ['psql', ['-X', '-q', '-A', '-t', store]];
      const writer = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'] });
      running.add(writer);
      const gone = new Promise((resolve) => writer.on('exit', () => { running.delete(writer); resolve(); }));
      writer.stdin.on('error', () => {});
      let said = '';
      writer.stdout.on('data', (bytes) => { said += bytes; });
      const last = next + 3000;
      for (; next < last; ++next) {
        const row = (part) => `INSERT INTO report_job VALUES ('w-${run}-${next}-${part}', 'a.B', 'written-${run}', 'QUEUED', NULL, '{"resourceType":"Parameters","parameter":[{"name":"text","valueString":"${'x'.repeat(300)}"}]}', '2026-01-01T00:00:00Z', NULL, NULL);`;
        writer.stdin.write(`BEGIN; ${row('a')} ${row('b')} COMMIT;\nSELECT 'committed ${next}';\n`);
      }
      for (let i = 0; i < 100 && !said.includes('committed'); ++i) await sleep(20);
      await sleep(40 * round);
      const seen = jobsOf(await (await get(host, token)).json()); // read while it is written
      ++answers;
      same(seen.length % 2, 0, 'half a pair in an answer:');
      writer.kill('SIGKILL');
      await gone;
      for (const [, number] of said.matchAll(/committed (\d+)\n/g)) committed = Math.max(committed, Number(number));
      if (round % 2 === 1) { // and the host with it
        await host.kill('SIGKILL');
        host = await start(store);
      }
      if (name === 'postgresql') await sleep(200); // its server process ends on its own
      const ids = new Set(jobsOf(await (await get(host, token)).json()).map((each) => each.id));
      for (const id of ids) expect(ids.has(id.endsWith('a') ? id.replace(/a$/, 'b') : id.replace(/b$/, 'a')), `${id} is alone`);
      for (const [, number] of said.matchAll(/committed (\d+)\n/g)) expect(ids.has(`w-${run}-${number}-a`) && ids.has(`w-${run}-${number}-b`), `${number} is lost`);
    }
    expect(committed > 5 && answers === 5, `the writer committed ${committed} pairs`);
    await host.stop();
  });
}
await check('sqlite: the database is sound after all of this', () => same(sqlite(file, 'PRAGMA integrity_check'), 'ok'));
