// A PostgreSQL that is spread over three servers by its own means: a coordinator, whose jobs are on two shards, by user.
// One host asks the coordinator, the other one by PgBouncer; shards and hosts are killed while they are asked.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { eventually, pgbouncer, reader, sharded } from './cluster.mjs';
import { check, expect, get, jobsOf, same, start, usersOf } from './support.mjs';

const many = 100000;
const { shards, coordinator } = await sharded('log_temp_files=0');

// ---------------------------------------------------------------------------------------------------
// Users and their jobs

const users = Array.from({ length: 120 }, (_, i) => `user-${i}`);
const tokenOf = (user) => `token-of-${user}`;
const rows = users.flatMap((user, i) => Array.from({ length: i % 6 }, (_, k) => ({ id: `${'bAc-'[k % 4]}.${i}.${k}`, user, created: `2026-01-${10 + (k * 7) % 5}T00:00:00Z` })));
const byBytes = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const wanted = new Map(users.map((user) => [user, rows.filter((row) => row.user === user).sort((a, b) => byBytes(a.created, b.created) || byBytes(a.id, b.id)).map((row) => row.id).join()]));
const insert = (values) => `INSERT INTO report_job ${values}`;
coordinator.sql(insert(`VALUES ${rows.map((row) => `('${row.id}', 'a.B', '${row.user}', 'DONE', NULL, '{"resourceType":"Parameters"}', '${row.created}', NULL, NULL)`).join()}`));
coordinator.sql(insert(`SELECT 'many-' || i, 'com.example.reports.PatientsUsageReport', 'many', 'DONE', 'https://example.org/fhir/Binary/' || i, '{"resourceType":"Parameters","parameter":[{"name":"anonymization","valueString":"None"}]}', '2026-01-01T00:00:00.' || lpad((i * 7919 % ${many})::text, 6, '0') || 'Z', NULL, NULL FROM generate_series(1, ${many}) i`));
coordinator.sql(`INSERT INTO access_token VALUES ${[...users, 'many'].map((user) => `('${createHash('sha256').update(tokenOf(user)).digest('hex')}', '${user}', NULL)`).join()}`);
for (const each of [...shards, coordinator]) each.sql('ANALYZE');
const filled = new Map([...shards, coordinator].map((each) => [each, each.log().length]));
const shardOf = new Map([...users, 'many'].map((user) => [user, 0]));
for (const user of coordinator.sql(`SELECT each FROM unnest(ARRAY[${[...shardOf.keys()].map((each) => `'${each}'`).join()}]) each WHERE satisfies_hash_partition('report_job'::regclass, 2, 1, each)`).split('\n')) shardOf.set(user, 1);
const killed = 1 - shardOf.get('many');
const usersAt = (shard) => users.filter((user) => shardOf.get(user) === shard);

const bouncer = await pgbouncer(coordinator, reader, 4);
const direct = () => start(coordinator.url.replace('user=postgres', `user=${reader}`), '--store-seconds', '3');
const pooled = () => start(bouncer.url, '--store-seconds', '3');
const hosts = [await direct(), await pooled()];

// ---------------------------------------------------------------------------------------------------
// Requests

// `right`: exactly the user's jobs, in their order. `later`: a refusal that says to try again. Else what was wrong.
async function ask(host, user) {
  let answer = null;
  let body = null;
  try {
    answer = await get(host, tokenOf(user));
    body = JSON.parse(await answer.text());
  } catch (error) {
    return answer ? 'cut' : `unreachable: ${error.cause?.code ?? error.message}`;
  }
  if (answer.status === 503) {
    const good = Number(answer.headers.get('retry-after')) > 0 && body.resourceType === 'OperationOutcome' && body.issue[0].severity === 'error' && body.issue[0].code === 'transient';
    return good ? 'later' : `503 with ${JSON.stringify(body)}`;
  }
  if (answer.status !== 200) return `${answer.status} ${JSON.stringify(body)}`;
  const got = jobsOf(body).map((each) => each.id).join();
  if (got !== wanted.get(user)) return `${user} got ${got}, not ${wanted.get(user)}`;
  return [...usersOf(body)].every((each) => each === user) ? 'right' : `${user} got jobs of others`;
}
// Of these users by these hosts, eight at once: how often which.
async function askAll(asked, by = hosts) {
  const open = asked.flatMap((user) => by.map((host) => [host, user]));
  const count = {};
  await Promise.all(Array.from({ length: 8 }, async () => {
    for (let next = open.pop(); next; next = open.pop()) {
      const result = await ask(...next);
      count[result] = (count[result] ?? 0) + 1;
    }
  }));
  return count;
}
const all = (result, asked, by = hosts) => JSON.stringify({ [result]: asked.length * by.length });
// While `f` goes on, and once more before and after it: results by user and host.
async function under(f, by = hosts) {
  const results = [];
  let ended = false;
  let round = 0;
  const workers = Array.from({ length: 6 }, async (_, worker) => {
    for (let i = worker; !ended; i += 6) {
      const user = users[i % users.length];
      const host = by[Math.floor(i / users.length + i) % by.length];
      results.push({ user, host, result: await ask(host, user) });
      ++round;
    }
  });
  expect(await eventually(() => round >= 60, 600), 'no requests');
  await f();
  const at = round;
  expect(await eventually(() => round >= at + 60, 600), 'no requests afterwards');
  ended = true;
  await Promise.all(workers);
  return results;
}
const kinds = (results) => [...new Set(results.map((each) => each.result))].sort().join();

await check('every user gets exactly their jobs in order, from two shards, by both hosts', async () => {
  expect(usersAt(0).length > 30 && usersAt(1).length > 30, `${usersAt(0).length} and ${usersAt(1).length} users`);
  for (const [i, shard] of shards.entries()) same(shard.sql("SELECT string_agg(DISTINCT user_id, ',' ORDER BY user_id) FROM report_job WHERE user_id <> 'many'"), usersAt(i).filter((user) => wanted.get(user)).sort().join());
  same(JSON.stringify(await askAll(users)), all('right', users));
});
await check('in transaction mode PgBouncer serves more requests at once than it has connections', async () => {
  same(JSON.stringify(await askAll([...users, ...users], [hosts[1]])), all('right', [...users, ...users], [hosts[1]]));
  const count = Number(coordinator.sql(`SELECT count(*) FROM pg_stat_activity WHERE usename = '${reader}' AND client_addr = '127.0.0.1'`)); // the other host comes by the socket
  expect(count > 0 && count <= 4, `${count} sessions for eight requests at once`);
});

// ---------------------------------------------------------------------------------------------------
// A long answer

const resident = (pid) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);
const sorted = (server) => /temporary file: path/.test(server.log().slice(filled.get(server)));
const working = `FROM pg_stat_activity WHERE application_name = 'fhirops host' AND state = 'active' AND query LIKE '%report_job%'`;
let statement = null;
for (const [i, what] of ['asked directly', 'by PgBouncer'].entries()) {
  await check(`a long answer is streamed: neither host nor coordinator keeps it (${what})`, async () => {
    const answer = await get(hosts[i], tokenOf('many'), { wait: 120000 });
    same(answer.status, 200);
    let text = '';
    let bytes = 0;
    let count = 0;
    let last = '';
    let pid = null;
    let before = null;
    for await (const chunk of answer.body) {
      if (pid === null) {
        // Most of it is still to come: what was sent waits in buffers, and the server waits for them.
        pid = coordinator.sql(`SELECT pid ${working}`);
        expect(/^\d+$/.test(pid), `one session that works: ${pid}`);
        statement ??= coordinator.sql(`SELECT query ${working}`);
        before = { host: hosts[i].peak(), backend: resident(pid) };
      }
      bytes += chunk.length;
      text += Buffer.from(chunk).toString('latin1');
      for (const [, created] of text.matchAll(/"created","valueDateTime":"([^"]+)"/g)) {
        expect(created > last, `${created} after ${last}`);
        last = created;
        ++count;
      }
      text = text.slice(Math.max(0, text.lastIndexOf('"created"')));
      if (/"created","valueDateTime":"[^"]+"/.test(text)) text = text.slice(10);
    }
    const after = { host: hosts[i].peak(), backend: resident(pid) };
    same(count, many);
    expect(bytes > 50 * 1024 * 1024, `${bytes} bytes`);
    expect(after.host - before.host < 8192 && after.host < 65536, `the host: ${before.host} to ${after.host} KiB`);
    expect(after.backend - before.backend < 8192 && after.backend < 65536, `the coordinator: ${before.backend} to ${after.backend} KiB`);
    for (const each of [...shards, coordinator]) expect(!sorted(each), `a server sorted: ${each.log().slice(-300)}`);
  });
}
await check('the order is the index\'s of one shard: no server sorts', async () => {
  expect(statement, 'no statement was seen');
  const plan = (server, query, user) => server.sql(`PREPARE asked(text) AS ${query}; EXPLAIN (VERBOSE) EXECUTE asked('${user}')`);
  for (const user of ['many', ...users.slice(0, 10)]) {
    const above = plan(coordinator, statement, user);
    expect(!above.includes('Sort') && above.split('Foreign Scan').length === 2, above);
    const remote = /Remote SQL: (.*)/.exec(above)[1];
    expect(remote.includes(`user_id = '${user}'`) && remote.includes('ORDER BY created ASC'), remote);
    // As postgres_fdw does it: by a cursor, in a session that prefers the first rows.
    const below = shards[shardOf.get(user)].sql(`EXPLAIN DECLARE c CURSOR FOR ${remote}`);
    if (user === 'many') expect(!below.includes('Sort') && below.includes('report_job_of_user'), below);
  }
});
await check('a sort would have been seen, in the plan and in the log', async () => {
  coordinator.sql(`SET enable_sort = on; SELECT id FROM report_job WHERE user_id = 'many' ORDER BY parameters || created OFFSET ${many}`);
  expect(sorted(coordinator), 'nothing is in the log');
  // So did a table whose columns do not say their order.
  expect(coordinator.sql("EXPLAIN SELECT id FROM report_job WHERE user_id = 'many' ORDER BY created COLLATE \"C\", status COLLATE \"C\"").includes('Sort'), 'nothing is in the plan');
});

// ---------------------------------------------------------------------------------------------------
// A shard goes

const sessions = () => coordinator.sql(`SELECT pid FROM pg_stat_activity WHERE usename = '${reader}' AND client_addr IS NULL`).split('\n').filter(Boolean);
await check('a shard is killed under load: its users get 503 with Retry-After, all others their answers', async () => {
  const results = await under(() => shards[killed].stop('immediate'));
  same(kinds(results.filter(({ user }) => shardOf.get(user) !== killed)), 'right');
  // An answer that was on its way when the shard went may have been cut off, but never looks whole.
  same(kinds(results.filter(({ user, result }) => shardOf.get(user) === killed && result !== 'cut')), 'later,right');
  same(JSON.stringify(await askAll(usersAt(killed))), all('later', usersAt(killed)));
  same(JSON.stringify(await askAll(usersAt(1 - killed))), all('right', usersAt(1 - killed)));
  for (const host of hosts) same((await get(host, null, { url: `${host.page}health` })).status, 200);
});
await check('an error of a shard costs the coordinator no connection', async () => {
  same(await ask(hosts[0], usersAt(killed)[0]), 'later');
  const before = sessions();
  expect(before.length > 0, 'the connection was given up');
  for (let i = 0; i < 10; ++i) same(await ask(hosts[0], usersAt(killed)[i]), 'later');
  const after = sessions();
  expect(after.some((each) => before.includes(each)) && after.every((each) => before.includes(each)), `${before} became ${after}`);
});
await check('a shard that is back is found again', async () => {
  shards[killed].start();
  same(JSON.stringify(await askAll(users)), all('right', users));
});
await check('a shard that restarts costs the users of another nothing', async () => {
  const results = await under(() => shards[killed].restart());
  same(kinds(results.filter(({ user }) => shardOf.get(user) !== killed)), 'right');
  expect(['right', 'later,right'].includes(kinds(results.filter(({ user }) => shardOf.get(user) === killed))), kinds(results));
  same(JSON.stringify(await askAll(users)), all('right', users));
});
await check('a shard that is killed during an answer: the client can tell', async () => {
  const shard = shards[shardOf.get('many')];
  for (const host of hosts) {
    const answer = await get(host, tokenOf('many'), { wait: 120000 });
    let ended = null;
    let bytes = 0;
    try {
      for await (const chunk of answer.body) {
        if (bytes === 0) shard.stop('immediate');
        bytes += chunk.length;
      }
      ended = 'as if it were whole';
    } catch (error) {
      ended = error.name === 'TimeoutError' ? 'never' : 'cut';
    }
    shard.start();
    same(ended, 'cut', `after ${bytes} bytes`);
  }
  same(JSON.stringify(await askAll(users)), all('right', users));
});
await check('a shard that is silent: 503 for its users in time, answers for all others meanwhile', async () => {
  shards[killed].signal('SIGSTOP');
  try {
    const waiting = hosts.map((host, i) => ask(host, usersAt(killed)[i]));
    const others = await askAll(usersAt(1 - killed));
    same(JSON.stringify(others), all('right', usersAt(1 - killed)));
    same((await Promise.all(waiting)).join(), 'later,later');
  } finally {
    shards[killed].signal('SIGCONT');
  }
  same(JSON.stringify(await askAll(users)), all('right', users));
});

// ---------------------------------------------------------------------------------------------------
// A host goes, or PgBouncer

for (const [i, again] of [direct, pooled].entries()) {
  await check(`host ${i + 1} is killed under load: the other one goes on`, async () => {
    const results = await under(() => hosts[i].kill('SIGKILL'));
    same(kinds(results.filter(({ host }) => host === hosts[1 - i])), 'right');
    expect(results.some(({ host, result }) => host === hosts[i] && result.startsWith('unreachable')), 'it was not killed');
    hosts[i] = await again();
    same(JSON.stringify(await askAll(users)), all('right', users));
  });
}
await check('PgBouncer is killed and started again: 503 meanwhile, and answers afterwards', async () => {
  await bouncer.stop();
  same(await ask(hosts[1], users[5]), 'later');
  same(await ask(hosts[0], users[5]), 'right');
  await bouncer.start();
  same(JSON.stringify(await askAll(users)), all('right', users));
});
for (const host of hosts) await host.stop();
for (const each of [bouncer, ...shards, coordinator]) each.remove();
