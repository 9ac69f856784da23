// Both stores give the same answers, and say the same where they cannot.
import { check, database, expect, get, guide, newToken, other, postgresql, run, same, sleep, sqlite, start } from './support.mjs';

const file = database();
const url = process.env.HOST_POSTGRESQL;
const users = [guide, other, `${guide} `, guide.toUpperCase(), '%', 'nobody'];
const tokens = new Map(users.map((user) => [user, [newToken(file, user), newToken(url, user)]]));
const stores = { sqlite: await start(file), postgresql: await start(url) };

for (const [user, [first, second]] of tokens) {
  await check(`the same answer for '${user}'`, async () => {
    const [a, b] = await Promise.all([get(stores.sqlite, first), get(stores.postgresql, second)]);
    same(a.status, 200);
    same(b.status, 200);
    const [left, right] = [await a.text(), await b.text()];
    same(left, right);
    const count = sqlite(file, `SELECT count(*) FROM report_job WHERE user_id = '${user}'`);
    same(String((JSON.parse(left).entry ?? []).length), count);
  });
}

await check('a token is a line of its store, and of no other', async () => {
  same((await get(stores.postgresql, tokens.get(guide)[0])).status, 401);
  same((await get(stores.sqlite, tokens.get(guide)[1])).status, 401);
});
await check('tokens are kept as hashes', () => {
  for (const [a, b] of tokens.values()) {
    expect(!sqlite(file, 'SELECT * FROM access_token').includes(a), 'SQLite has a token');
    expect(!postgresql('SELECT * FROM access_token').includes(b), 'PostgreSQL has a token');
  }
});
for (const [name, host] of Object.entries(stores)) {
  const store = name === 'sqlite' ? file : url;
  const sql = name === 'sqlite' ? (text) => sqlite(file, text) : postgresql;
  await check(`${name}: a token expires`, async () => {
    const token = newToken(store, `expiring-${run}`, '--days', '1');
    same((await get(host, token)).status, 200);
    sql(`UPDATE access_token SET expires = 1 WHERE user_id = 'expiring-${run}' AND expires IS NOT NULL`);
    same((await get(host, token)).status, 401);
  });
  await check(`${name}: a token that is taken back is one no more`, async () => {
    const token = newToken(store, `passing-${run}`);
    same((await get(host, token)).status, 200);
    sql(`DELETE FROM access_token WHERE user_id = 'passing-${run}'`);
    same((await get(host, token)).status, 401);
  });
  await check(`${name}: a token for nobody lets nobody in`, async () => {
    const token = newToken(store, `somebody-${run}`);
    sql(`UPDATE access_token SET user_id = '' WHERE user_id = 'somebody-${run}'`);
    same((await get(host, token)).status, 401);
  });
  await check(`${name}: a new job is in the next answer`, async () => {
    sql(`INSERT INTO report_job VALUES ('new-${run}', 'a.B', 'newcomer-${run}', 'QUEUED', NULL, '{"resourceType":"Parameters"}', '2026-01-01T00:00:00Z', NULL, NULL)`);
    const bundle = await (await get(host, newToken(store, `newcomer-${run}`))).json();
    same(bundle.entry.length, 1);
    same(bundle.entry[0].resource.id, `new-${run}`);
  });
  await check(`${name}: a row that is not a job is 500, and is reported in the log and not to the client`, async () => {
    sql(`INSERT INTO report_job VALUES ('odd-${run}', 'a.B', 'odd-${run}', 'DONE', NULL, '{"resourceType":"Patient"}', '2026-01-01T00:00:00Z', NULL, NULL)`);
    const answer = await get(host, newToken(store, `odd-${run}`));
    const body = await answer.text();
    same(answer.status, 500);
    same(JSON.parse(body).resourceType, 'OperationOutcome');
    expect(!body.includes('odd'), body);
    await sleep(50);
    expect(host.log().includes(`job\\x20odd-${run}:\\x20parameters`), host.log().slice(-400));
  });
  await check(`${name}: /health`, async () => same((await get(host, null, { url: `${host.page}health` })).status, 200));
}

await check('both stop when they are asked to', async () => {
  same(await stores.sqlite.stop(), 0);
  same(await stores.postgresql.stop(), 0);
});
