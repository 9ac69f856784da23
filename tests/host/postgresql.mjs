// The PostgreSQL store, while databases come and go: restarts, failovers, locks, silence, and servers that are full.
import { spawnSync } from 'node:child_process';
import { createConnection } from 'node:net';
import { between, cluster, eventually, silence } from './cluster.mjs';
import { check, expect, get, guide, jobsOf, newToken, operation, same, sleep, start } from './support.mjs';

const database = cluster();
const parameters = `'{"resourceType":"Parameters","parameter":[{"name":"t","valueString":"blå 🚀"}]}'`;
const insert = (id, user, more = {}) => {
  const row = { id, report_class: 'a.B', user_id: user, status: 'DONE', created: '2026-01-01T00:00:00Z', ...more };
  const quoted = (name) => (name === 'parameters' && row.parameters === undefined ? parameters : row[name] === undefined ? 'NULL' : `E'${row[name].replaceAll('\\', '\\\\').replaceAll("'", "''")}'`);
  database.sql(`INSERT INTO report_job VALUES (${['id', 'report_class', 'user_id', 'status', 'binary', 'parameters', 'created', 'started', 'ended'].map(quoted)})`);
};
insert('job-1', guide);
database.sql(`INSERT INTO report_job SELECT 'many-' || i, 'a.b.ManyReport', 'many', 'DONE', NULL, ${parameters}, '2026-01-01T00:00:00Z', NULL, NULL FROM generate_series(1, 60000) i`);
const { url } = database;
const token = newToken(url, guide);
const manyToken = newToken(url, 'many');

const health = (host) => get(host, null, { url: `${host.page}health` });
const together = (count, f) => Promise.all(Array.from({ length: count }, f));
const statuses = async (answers) => { const all = await Promise.all(answers.map(async (each) => { await each.arrayBuffer(); return each.status; })); return [...new Set(all)].sort().join(); };
// So many idle connections: as many requests wait for a lock at once. On a busy machine the host may give up before the lock is
// released: then they ask again.
async function warm(host, count) {
  for (let times = 5; ; --times) {
    let idle = 0;
    const answered = await database.while('LOCK TABLE report_job', async (release) => {
      const answers = together(count, () => get(host, token));
      const atOnce = await eventually(() => database.sessions('active') >= count, times > 1 ? 15 : 200);
      await release();
      const all = await statuses(await answers);
      idle = database.sessions('idle');
      return atOnce ? all : `${all}, not ${count} at once`;
    });
    if (answered === '200' || times === 1) {
      same(answered, '200');
      return idle;
    }
  }
}
// A client that reads the beginning of an answer.
function slowReader(host) {
  const socket = createConnection(host.port, '127.0.0.1');
  socket.on('error', () => {});
  socket.begun = new Promise((resolve) => socket.once('data', () => { socket.pause(); resolve(); }));
  socket.write(`GET /fhir/${operation} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${manyToken}\r\n\r\n`);
  return socket;
}

// ---------------------------------------------------------------------------------------------------
// It comes and goes

for (const [what, end] of [
  ['a restart', () => database.restart()],
  ['an immediate stop and a start', () => { database.stop('immediate'); database.start(); }],
  ['sessions that an administrator ends', () => database.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'fhirops host'")],
]) {
  for (const first of ['jobs', '/health']) {
    await check(`${what} costs no request its answer, whoever comes first (${first})`, async () => {
      const host = await start(url);
      const idle = await warm(host, 12);
      expect(idle >= 12, `${idle} idle`);
      end();
      await sleep(200);
      if (first === '/health') same((await health(host)).status, 200);
      same(await statuses(await together(12, () => get(host, token))), '200');
      same((await health(host)).status, 200);
      expect(!host.log().includes('error='), host.log().slice(-500));
      await host.stop();
    });
  }
}
await check('idle sessions that the server ends itself (57P05) cost no request its answer', async () => {
  database.restart('idle_session_timeout=700');
  const host = await start(url);
  await warm(host, 8);
  expect(await eventually(() => database.sessions() === 0), `${database.sessions()} sessions`);
  same((await health(host)).status, 200);
  for (let i = 0; i < 5; ++i) {
    await sleep(680 + 10 * i); // about when the server ends it
    same(await statuses(await together(4, () => get(host, token))), '200');
  }
  await host.stop();
  database.restart('max_connections=100');
});
await check('a database that stops is 503, and one that comes back is found again', async () => {
  const host = await start(url);
  same((await get(host, token)).status, 200);
  database.stop();
  const answer = await get(host, token);
  same(answer.status, 503);
  expect(Number(answer.headers.get('retry-after')) > 0, answer.headers.get('retry-after'));
  same((await answer.json()).issue[0].code, 'transient');
  same((await health(host)).status, 503);
  database.start();
  same((await get(host, token)).status, 200);
  same((await health(host)).status, 200);
  await host.stop();
});

// ---------------------------------------------------------------------------------------------------
// It does not answer

await check('queries on a locked table are 503 in time, and do not stay; /health stays well', async () => {
  const host = await start(url, '--store-seconds', '2');
  await database.while('LOCK TABLE report_job', async () => {
    const answers = together(21, () => get(host, token));
    await sleep(800);
    same((await health(host)).status, 200);
    same(await statuses(await answers), '503'); // before they give up, and while the table is locked
    expect(await eventually(() => database.sessions('active') === 0), `${database.sessions('active')} still work`);
  });
  same((await get(host, token)).status, 200);
  await host.stop();
});

// In place of the table: what a query finds there.
const instead = (from, f) => async () => {
  database.sql(`ALTER TABLE report_job RENAME TO kept; CREATE VIEW report_job AS SELECT kept.* FROM kept, ${from}`);
  try {
    await f();
  } finally {
    database.sql('DROP VIEW report_job; ALTER TABLE kept RENAME TO report_job');
  }
};
await check('a query that takes too long is cancelled', instead('pg_sleep(100)', async () => {
  const host = await start(url, '--store-seconds', '2');
  const answers = together(6, () => get(host, token));
  same(await statuses(await answers), '503');
  expect(await eventually(() => database.sessions('active') === 0), `${database.sessions('active')} still work`);
  expect(database.log().includes('canceling statement due to user request'), database.log().slice(-500));
  await host.stop();
}));
await check('a query of a client that went away is cancelled', instead('generate_series(1, 100000) n', async () => {
  const host = await start(url, '--send-seconds', '2');
  const reader = slowReader(host);
  await reader.begun;
  same(database.sessions('active'), 1);
  reader.resetAndDestroy();
  expect(await eventually(() => database.sessions('active') === 0), `${database.sessions('active')} still work`);
  await host.stop();
}));
await check('a query of a host that was killed ends by itself', instead('pg_sleep(100)', async () => {
  const host = await start(url);
  get(host, token).catch(() => {});
  expect(await eventually(() => database.sessions('active') === 1), 'it did not begin');
  await host.kill('SIGKILL');
  expect(await eventually(() => database.sessions('active') === 0), `${database.sessions('active')} still work`);
}));
await check('a lock that is released in time costs nothing, and a role may have less time than the host gives', async () => {
  const host = await start(url, '--store-seconds', '3');
  await database.while('LOCK TABLE report_job', async (release) => {
    const answer = get(host, token);
    expect(await eventually(() => database.sessions('active') === 1), 'it did not begin');
    await sleep(300);
    await release();
    same((await answer).status, 200);
  });
  await host.stop();
  database.sql("ALTER ROLE postgres SET lock_timeout = '300ms'");
  const hasty = await start(url, '--store-seconds', '30');
  database.sql('ALTER ROLE postgres RESET lock_timeout');
  // By the role's time: the host's is longer than the client waits.
  await database.while('LOCK TABLE report_job', async () => same((await get(hasty, token)).status, 503));
  await hasty.stop();
});
await check('after one timeout no other idle connection to a silent server is waited for', async () => {
  const middle = await between(database.socket);
  const host = await start(`postgresql://postgres@127.0.0.1:${middle.port}/postgres?sslmode=disable`, '--store-seconds', '2');
  const idle = await warm(host, 10);
  expect(idle >= 10, `${idle} idle`);
  middle.freeze();
  same((await get(host, token)).status, 503);
  // An idle one that is waited for would take all of the time, and be 503.
  for (let i = 0; i < 12; ++i) same((await get(host, token)).status, 200);
  await host.stop();
  middle.close();
});
await check('a server that falls silent is 503 in time, /health too', async () => {
  const middle = await between(database.socket);
  const host = await start(`postgresql://postgres@127.0.0.1:${middle.port}/postgres?sslmode=disable`, '--store-seconds', '2');
  await warm(host, 5);
  middle.fallSilent();
  const answers = together(30, () => get(host, token));
  same((await health(host)).status, 503);
  same(await statuses(await answers), '503'); // before they give up
  await host.stop();
  middle.close();
});
await check('one deadline for all servers of a URL: silent ones alone are an error in time', async () => {
  const mute = await silence();
  const list = Array.from({ length: 6 }, () => `127.0.0.1:${mute.port}`).join();
  const fails = (servers, seconds) => start(`postgresql://postgres@${servers}/postgres`, '--store-seconds', seconds).then(() => { throw new Error('it started'); }, (why) => expect(why.message.includes('in time'), why.message));
  const ended = [];
  // Six times two seconds would end after the eight of one.
  await Promise.all([fails(list, '2').then(() => ended.push('six')), fails(`127.0.0.1:${mute.port}`, '8').then(() => ended.push('one'))]);
  same(ended.join(), 'six,one');
  expect(mute.connections() >= 6, `${mute.connections()} were tried`);
  mute.close();
});
await check('a silent server before the good one costs its share of the time, once', async () => {
  const mute = await silence();
  const hosts = `host=127.0.0.1,127.0.0.1,${encodeURIComponent(database.folder)}&port=1,${mute.port},5432`;
  const list = `postgresql:///postgres?${hosts}&user=postgres`;
  const host = await start(list, '--store-seconds', '4'); // with its share only: all of the time would leave none for the good one
  await warm(host, 8);
  same(mute.connections(), 1, 'silent connections:');
  await host.stop();
  mute.close();
});
await check('of two servers, the other one answers when the first is gone', async () => {
  const second = cluster();
  second.sql('ALTER TABLE access_token RENAME TO old; CREATE TABLE access_token AS SELECT * FROM old');
  for (const line of database.sql('SELECT token_sha256, user_id FROM access_token').split('\n')) second.sql(`INSERT INTO access_token VALUES ('${line.split('|')[0]}', '${line.split('|')[1]}', NULL)`);
  const host = await start(`postgresql:///postgres?host=${encodeURIComponent(`${database.folder},${second.folder}`)}&user=postgres`);
  await warm(host, 6);
  database.stop();
  same(await statuses(await together(6, () => get(host, token))), '200');
  same((await health(host)).status, 200);
  same((await (await get(host, token)).json()).entry, undefined);
  database.start();
  await host.stop();
  second.remove();
});

// ---------------------------------------------------------------------------------------------------
// It is full

await check('a small server: 60 requests at once are answered, slots are left for others, and given back', async () => {
  database.restart('max_connections=12'); // 3 of them for superusers
  database.sql('CREATE ROLE plain LOGIN; GRANT SELECT ON report_job, access_token TO plain');
  const plain = url.replace('user=postgres', 'user=plain');
  const hosts = [await start(plain), await start(plain)];
  let most = 0;
  const watch = setInterval(() => { most = Math.max(most, database.sessions()); }, 50);
  // Held up for a moment: a fast machine has answered all of them before anybody counts.
  const answers = await database.while('LOCK TABLE report_job', async (release) => {
    const asked = together(60, (_, i) => get(hosts[i % 2], token));
    expect(await eventually(() => database.sessions('active') > 1), `${database.sessions('active')} at once`);
    await release();
    return asked;
  });
  same(await statuses(answers), '200');
  clearInterval(watch);
  expect(most > 1 && most <= 8, `${most} at once`);
  expect(database.sql('SELECT 1', plain) === '1', 'no slot is left');
  for (const host of hosts) same((await health(host)).status, 200);
  expect(await eventually(() => database.sessions() === 0, 600), `${database.sessions()} are held`);
  for (const host of hosts) await host.stop();
});
await check('where others hold what the server has, requests wait for each other, and no longer than they may', async () => {
  const plain = url.replace('user=postgres', 'user=plain');
  const host = await start(plain, '--store-seconds', '3');
  same((await get(host, token)).status, 200);
  const held = [];
  for (let i = 0; i < 8; ++i) held.push(await (async () => { const one = createConnection(database.socket); one.on('error', () => {}); const text = 'user\0plain\0database\0postgres\0\0'; const bytes = Buffer.alloc(8 + text.length); bytes.writeInt32BE(bytes.length, 0); bytes.writeInt32BE(196608, 4); bytes.write(text, 8); await new Promise((resolve) => { one.once('data', resolve); one.write(bytes); }); return one; })());
  same(await statuses(await together(20, () => get(host, token))), '200'); // by one connection, most of the time
  await database.while('LOCK TABLE report_job', async () => {
    same(await statuses(await together(6, () => get(host, token))), '503'); // before they give up
  });
  held.forEach((each) => each.destroy());
  await host.stop();
});
await check('slow readers starve neither /health nor tokens', async () => {
  const host = await start(url);
  const readers = Array.from({ length: 20 }, () => slowReader(host));
  await Promise.all(readers.slice(0, 2).map((each) => each.begun));
  await sleep(1000);
  for (let i = 0; i < 3; ++i) same((await health(host)).status, 200); // before the readers' time is over
  same((await get(host, 'unknown')).status, 401);
  expect(database.sessions() <= 4, `${database.sessions()} sessions`);
  readers.forEach((each) => each.destroy());
  await host.stop();
  database.restart('max_connections=100');
});

// ---------------------------------------------------------------------------------------------------
// It says what is wrong

database.sql(`CREATE FUNCTION fails(code text) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'a value: 0102031234' USING ERRCODE = code, DETAIL = 'more: 0102031234'; END $$`);
await check('errors that pass are 503 with Retry-After, others 500; no value is in the log', async () => {
  const host = await start(url);
  const expected = { 40001: 503, '40P01': 503, '55P03': 503, 58030: 503, '08006': 503, '08P01': 503, 53100: 503, 53200: 503, 53400: 503, 57014: 503, HV000: 503, HV00N: 503, '22P02': 500, 23505: 500, P0001: 500, XX000: 500, 42883: 500 };
  for (const [code, status] of Object.entries(expected)) {
    await instead(`fails('${code}')`, async () => {
      const answer = await get(host, token);
      same(answer.status, status, code);
      same(answer.headers.has('retry-after'), status === 503, `${code}: Retry-After`);
      expect(!(await answer.text()).includes('0102031234'), code);
    })();
  }
  await sleep(50);
  for (const code of Object.keys(expected)) expect(host.log().includes(code), `${code} is not in the log`);
  for (const each of ['22P02', '23505', 'P0001', 'XX000']) expect(!new RegExp(`${each}.*0102031234`).test(host.log()), each);
  expect(!host.log().includes('more:'), 'a detail');
  await host.stop();
});
await check('a table that is missing (42P01) is named', async () => {
  const host = await start(url);
  database.sql('ALTER TABLE report_job RENAME TO kept');
  same((await get(host, token)).status, 500);
  database.sql('ALTER TABLE kept RENAME TO report_job');
  await sleep(50);
  expect(host.log().includes('report_job'), host.log().slice(-300));
  await host.stop();
});
await check('the client encoding is UTF-8, whatever the URL, the environment and the role say', async () => {
  const answer = async (store, more = {}) => {
    Object.assign(process.env, more);
    const host = await start(store);
    for (const each of Object.keys(more)) delete process.env[each];
    const text = await (await get(host, token)).text();
    await host.stop();
    return text;
  };
  const right = await answer(url);
  expect(right.includes('blå 🚀'), right);
  same(await answer(`${url}&client_encoding=LATIN1`), right);
  same(await answer(`${url}&client_encoding=auto`), right);
  same(await answer(`${url}&options=${encodeURIComponent('-c client_encoding=LATIN1')}`), right);
  same(await answer(url, { PGCLIENTENCODING: 'LATIN1' }), right);
  database.sql('ALTER ROLE postgres SET client_encoding = LATIN1');
  same(await answer(url), right);
  database.sql('ALTER ROLE postgres RESET client_encoding');
});
await check('no message has a part of a password', () => {
  const socket = encodeURIComponent(database.folder);
  const shown = [];
  for (const each of [
    'postgresql://u:Geheim/Kode77@127.0.0.1:1/db', 'postgresql://u:Geheim@Kode77@127.0.0.1:1/db', 'postgresql://u:Geheim%zzKode77@127.0.0.1:1/db',
    'postgresql://u:Geheim?Kode77@127.0.0.1:1/db', 'postgresql://u:Geheim#Kode77@127.0.0.1:1/db', 'postgresql://u:Geheim%00Kode77@127.0.0.1:1/db',
    'postgresql://u:55Geheim/Kode77@127.0.0.1:1/db', 'postgresql://u:[Geheim/Kode77@127.0.0.1:1/db', 'postgresql://Geheim@Kode77:1/db@x', 'postgresql://u:Geheim,Kode77@127.0.0.1:1,/db',
    'postgresql://u@127.0.0.1:1/db?password=Geheim&Kode77', 'postgresql://u@127.0.0.1:1/db?password=Geheim&Kode77=x', 'postgresql://u@127.0.0.1:1/db?password=Geheim=Kode77',
    'postgresql://u:GeheimKode77@127.0.0.1:1/db', 'postgresql://u:Geheim Kode77@127.0.0.1:1/db', `postgresql:///db?host=${socket}&user=u&password=Geheim%20Kode77`,
    `postgresql://u:Geheim%40Kode77@/none?host=${socket}`, 'postgresql://u:12/34Geheim?x=Kode77@h/db', 'postgresql://u:Geheim\nKode77@127.0.0.1:1/db', 'postgres://u:Geheim/Kode77', 'postgresql://[Geheim:Kode77@h',
  ]) {
    const { stdout, stderr, status } = spawnSync(process.env.HOST_PROGRAM, ['--store', each, '--listen', '127.0.0.1:0', '--store-seconds', '2'], { encoding: 'utf8', timeout: 15000 });
    same(status, 1, each);
    if (/geheim|kode|77|eheim/i.test(stdout + stderr)) shown.push(`${each}: ${stderr}`);
    expect(stderr.trim().split('\n').length === 1 && stderr.length > 30, `${each}: ${stderr}`);
  }
  same(shown.join(' | '), '');
});
await check('rows: what is repaired, and what is refused', async () => {
  const host = await start(url);
  const answer = async (user) => get(host, newToken(url, user));
  insert('repaired', 'repaired', { status: 'FAILED: \u0001\u001b[31m\u007f\u009b2J é\ttab', report_class: 'a\u0002b', binary: '' });
  const bundle = await (await answer('repaired')).json();
  const parts = Object.fromEntries(jobsOf(bundle)[0].parameter[0].part.map((part) => [part.name, part]));
  same(parts.status.valueString, 'FAILED: \ufffd\ufffd[31m\ufffd\ufffd2J é\ttab');
  same(parts.reportClass.valueString, 'a\ufffdb');
  same(parts.binary, undefined);
  const long = 'x'.repeat(65);
  for (const [name, id, row] of [
    ['empty id', '', {}], ['long id', long, {}], ['control id', 'a\u0001b', {}], ['blank id', 'a b', {}], ['empty status', 's-1', { status: '' }], ['blank status', 's-2', { status: ' \t ' }],
    ['empty class', 'c-1', { report_class: '' }], ['bad created', 't-1', { created: '2026-13-01T00:00:00Z' }], ['empty created', 't-2', { created: '' }], ['bad started', 't-3', { started: 'yesterday' }],
    ['bad ended', 't-4', { ended: '2026-01-01T25:00:00Z' }], ['control binary', 'b-1', { binary: 'Binary/\u001b' }], ['bad parameters', 'p-1', { parameters: '{"resourceType":"Parameters","0102031234":1}' }],
    ['no json', 'p-2', { parameters: '0102031234' }],
  ]) {
    insert(id, name, row);
    const { status } = await answer(name);
    same(status, 500, name);
    database.sql(`DELETE FROM report_job WHERE user_id = '${name}'`);
  }
  insert('many-0', 'many', { status: '', created: '2025-01-01T00:00:00Z' });
  same((await get(host, manyToken)).status, 500, 'the first of many');
  database.sql("DELETE FROM report_job WHERE id = 'many-0'");
  await sleep(50);
  for (const each of ['0102031234', 'yesterday', '2026-13', 'T25', long]) expect(!host.log().includes(each), `${each} is in the log`);
  for (const each of ['job\\x20s-1:\\x20status', 'job\\x20t-3:\\x20started', 'parameters']) expect(host.log().includes(each), `${each} is not in the log: ${host.log()}`);
  await host.stop();
});
database.remove();
