// Measures what a request costs where PostgreSQL is spread over three servers: processor time of the host and of each
// server, which other programs of the machine do not change much. Prints the table of docs/explanation/under-load.md:
// `bash tests/host/run.sh shards_load`.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { cluster, pgbouncer, reader, sharded } from './cluster.mjs';
import { check, expect, get, jobsOf, same, start } from './support.mjs';

const tokenOf = (user) => `token-of-${user}`;
const users = { 1: Array.from({ length: 200 }, (_, i) => `one-${i}`), 75: Array.from({ length: 200 }, (_, i) => `more-${i}`) };
const { shards, coordinator } = await sharded();
const alone = cluster({ settings: ['max_connections=60'] });
alone.sql(`CREATE ROLE ${reader} LOGIN; GRANT SELECT ON report_job, access_token TO ${reader}`);
for (const server of [alone, coordinator]) {
  for (const [count, name] of [[1, 'one'], [75, 'more']])
    server.sql(`INSERT INTO report_job SELECT '${name}-' || u || '-' || i, 'com.example.reports.PatientsUsageReport', '${name}-' || u, 'DONE', 'https://example.org/fhir/Binary/' || i, '{"resourceType":"Parameters","parameter":[{"name":"anonymization","valueString":"None"}]}', '2026-01-01T00:00:00.' || lpad(i::text, 3, '0') || 'Z', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z' FROM generate_series(0, 199) u, generate_series(1, ${count}) i`);
  server.sql(`INSERT INTO access_token VALUES ${[...users[1], ...users[75]].map((user) => `('${createHash('sha256').update(tokenOf(user)).digest('hex')}', '${user}', NULL)`).join()}`);
}
for (const each of [alone, ...shards, coordinator]) each.sql('ANALYZE');
const bouncer = await pgbouncer(coordinator, reader, 4);

// Milliseconds of the processor, of those processes and of what they have started and outlived: the times of proc(5), in
// ticks of 10 ms.
const spent = (pids) => pids.reduce((sum, pid) => {
  let fields;
  try {
    fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/\(.*\)/, 'x').split(' ');
  } catch {
    return sum; // it has ended, and is in its parent's
  }
  return sum + 10 * fields.slice(13, 17).reduce((all, each) => all + Number(each), 0);
}, 0);
async function ask(host, asked, count) {
  let next = 0;
  await Promise.all(Array.from({ length: 8 }, async () => {
    while (next < count) {
      const answer = await get(host, tokenOf(asked[next++ % asked.length]));
      same(answer.status, 200);
      const bundle = await answer.json();
      expect(jobsOf(bundle).length === (asked === users[1] ? 1 : 75), 'an answer');
    }
  }));
}
const table = ['| database | answer | host | coordinator, or the one server | both shards | PgBouncer |', '|---|---|---|---|---|---|'];
const as = (url) => url.replace('user=postgres', `user=${reader}`);
for (const [what, store, first, below, between] of [
  ['one server', as(alone.url), alone, [], []],
  ['coordinator and two shards', as(coordinator.url), coordinator, shards, []],
  ['the same by PgBouncer', bouncer.url, coordinator, shards, [bouncer]],
]) {
  await check(`measured: ${what}`, async () => {
    const host = await start(store);
    for (const [jobs, count] of [[1, 4000], [75, 1500]]) {
      await ask(host, users[jobs], 400);
      const parts = () => [[host.pid], first.processes(), below.flatMap((each) => each.processes()), between.map((each) => each.pid())];
      const before = parts().map(spent);
      await ask(host, users[jobs], count);
      const each = parts().map((pids, i) => (pids.length > 0 ? `${((spent(pids) - before[i]) / count).toFixed(2)} ms` : ''));
      table.push(`| ${what} | ${jobs} job${jobs > 1 ? 's' : ''} | ${each.join(' | ')} |`);
    }
    await host.stop();
  });
}
console.log(table.join('\n'));
for (const each of [bouncer, alone, ...shards, coordinator]) each.remove();
