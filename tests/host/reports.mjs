// Reports that are ordered: from the kick-off to the file, as a client of the asynchronous pattern and as the list of jobs show it.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { close, complaints, open, pictures } from './chromium.mjs';
import { check, database, expect, guide, newToken, other, same, sleep, start } from './support.mjs';

const file = database();
const tokens = { mine: newToken(file, guide), theirs: newToken(file, other), waiting: newToken(file, 'waiting') };
const host = await start(file, '--report-seconds', '2');
const watched = await start(file, '--report-seconds', '2'); // nothing else is made there
const quick = await start(file, '--report-seconds', '0');
const parameters = (anonymization) => JSON.stringify({ resourceType: 'Parameters', parameter: [{ name: 'anonymization', valueString: anonymization }] });
const ask = (url, token, options = {}) =>
  fetch(url, { ...options, headers: { Authorization: `Bearer ${token}`, ...(options.body ? { 'Content-Type': 'application/fhir+json' } : {}), ...options.headers } });
const order = (at, name, token, headers = {}) => ask(`${at.service}/$${name}`, token, { method: 'POST', body: parameters('None'), headers });
async function jobsOf(at, token) {
  const bundle = await (await ask(`${at.service}/$get-report-job-status`, token)).json();
  return (bundle.entry ?? []).map(({ resource }) => ({
    id: resource.id, ...Object.fromEntries(resource.parameter[0].part.map((each) => [each.name, each.valueString ?? each.valueDateTime ?? each.valueReference?.reference ?? each.resource])),
  }));
}
async function until(what, f) {
  for (let i = 0; i < 100; ++i, await sleep(250)) if (await f()) return;
  throw new Error(`never: ${what}`);
}
const idOf = (response) => response.headers.get('content-location')?.split('/').pop();

await check('a report is scheduled, made and fetched, and the list of jobs shows it change', async () => {
  const before = (await jobsOf(host, tokens.mine)).length;
  const accepted = await order(host, 'schedule-patient-usage-stats', tokens.mine);
  same(accepted.status, 202);
  const location = accepted.headers.get('content-location');
  expect(location.startsWith(`${host.service}/async/`), location);
  same(accepted.headers.get('retry-after'), '1');
  const id = idOf(accepted);
  const seen = [];
  await until('the report', async () => {
    const jobs = await jobsOf(host, tokens.mine);
    same(jobs.length, before + 1);
    const job = jobs.find((each) => each.id === id);
    if (seen.at(-1) !== job.status) seen.push(job.status);
    if (job.status === 'SCHEDULED') expect(!job.started && !job.ended && !job.binary, 'it waits');
    if (job.status === 'RUNNING') expect(job.started && !job.ended && !job.binary, 'it runs');
    return job.status === 'DONE';
  });
  expect(seen.includes('RUNNING') && seen.at(-1) === 'DONE', seen.join());
  const job = (await jobsOf(host, tokens.mine)).find((each) => each.id === id);
  same(job.reportClass, 'com.systematic.ehealth.reporting.reports.PatientsUsageReport');
  same(job.userId, guide);
  same(JSON.stringify(job.parameters), parameters('None'));
  same(job.binary, `Binary/${id}`);
  expect(job.created <= job.started && job.started <= job.ended, 'its times');
  const binary = await ask(`${host.service}/${job.binary}`, tokens.mine);
  same(binary.status, 200);
  same(binary.headers.get('content-type'), 'text/csv; charset=utf-8');
  const text = await binary.text();
  expect(text.startsWith('report,jobs\r\n') && text.includes('"dk.example.reports.FritekstRapport",1\r\n'), text);
  const resource = await (await ask(`${host.service}/${job.binary}`, tokens.mine, { headers: { Accept: 'application/fhir+json' } })).json();
  same(resource.resourceType, 'Binary');
  same(Buffer.from(resource.data, 'base64').toString(), text);
  const answer = await ask(location, tokens.mine);
  same(answer.status, 200);
  same(await answer.text(), text);
});

await check('a report is executed at once, or later where that is preferred', async () => {
  const now = await order(quick, 'execute-patient-total', tokens.mine);
  same(now.status, 200);
  const text = await now.text();
  expect(/^report,jobs\r\n"all",\d+\r\n$/.test(text), text);
  const accepted = await order(quick, 'execute-patient-total', tokens.mine, { Prefer: 'handling=strict, Respond-Async' });
  same(accepted.status, 202);
  same(accepted.headers.get('preference-applied'), 'handling=strict, respond-async');
  let answer;
  await until('the answer', async () => {
    answer = await ask(accepted.headers.get('content-location'), tokens.mine);
    if (answer.status === 202) expect(['SCHEDULED', 'RUNNING'].includes(answer.headers.get('x-progress')), answer.headers.get('x-progress'));
    return answer.status !== 202;
  });
  same(answer.status, 200);
  same(await answer.text(), text);
});

await check('who asks too often learns when to come back', async () => {
  const location = (await order(host, 'schedule-patient-total', tokens.mine)).headers.get('content-location');
  const answers = [];
  for (let i = 0; i < 5; ++i) answers.push(await ask(location, tokens.mine));
  const refused = answers.find((each) => each.status === 429);
  expect(refused, answers.map((each) => each.status).join());
  same(refused.headers.get('retry-after'), '1');
  same((await refused.json()).issue[0].code, 'throttled');
});

await check('a report is cancelled', async () => {
  const accepted = await order(host, 'schedule-patient-total', tokens.mine);
  const location = accepted.headers.get('content-location');
  same((await ask(location, tokens.mine, { method: 'PUT' })).status, 405);
  same((await ask(location, tokens.mine, { method: 'DELETE' })).status, 202);
  for (const method of ['GET', 'DELETE', 'HEAD', 'PUT']) same((await ask(location, tokens.mine, { method })).status, 404, method);
  const job = (await jobsOf(host, tokens.mine)).find((each) => each.id === idOf(accepted));
  same(job.status, 'CANCELLED');
  expect(job.ended && !job.binary, 'no report');
});

await check("another user's report is 404 in every way, as one that never was", async () => {
  const accepted = await order(quick, 'schedule-patient-total', tokens.mine);
  const id = idOf(accepted);
  await until('the report', async () => (await jobsOf(quick, tokens.mine)).some((each) => each.id === id && each.binary));
  const never = '0123456789abcdef0123456789abcdef';
  for (const path of ['async', 'Binary'])
    for (const method of ['GET', 'HEAD', 'DELETE', 'PUT', 'POST', 'OPTIONS']) {
      const [theirs, none] = await Promise.all([id, never].map((each) => ask(`${quick.service}/${path}/${each}`, tokens.theirs, { method })));
      same(theirs.status, none.status, `${method} ${path}`);
      expect(theirs.status === 404 || (path === 'Binary' && theirs.status === 405 && !['GET', 'HEAD'].includes(method)), `${method} ${path}: ${theirs.status}`);
      same((await theirs.text()).replaceAll(id, never), await none.text(), `${method} ${path}`);
    }
  expect(!(await jobsOf(quick, tokens.theirs)).some((each) => each.id === id), 'it is in their list');
  same((await fetch(`${quick.service}/Binary/${id}`)).status, 401);
  same((await fetch(`${quick.service}/async/${id}`)).status, 401);
  same((await ask(`${quick.service}/Binary/${id}`, tokens.mine)).status, 200);
});

await check('a wrong order is refused at once, and so is one too many', async () => {
  const wrong = await ask(`${host.service}/$schedule-patient-total`, tokens.waiting, { method: 'POST', body: '{"resourceType":"Parameters"}' });
  same(wrong.status, 422);
  const statuses = [];
  for (let i = 0; i < 12; ++i) statuses.push((await order(host, 'schedule-patient-total', tokens.waiting)).status);
  same(statuses.slice(0, 10).every((each) => each === 202), true, statuses.join());
  same(statuses.at(-1), 429, statuses.join());
});

await check('the host says what it can', async () => {
  const capabilities = await (await fetch(`${host.service}/metadata`)).json();
  const { documentation } = capabilities.rest[0].operation.find((each) => each.name === 'schedule-patient-total');
  expect(documentation.startsWith('Always answered asynchronously'), documentation);
  const described = await (await fetch(`${host.service}/openapi.json`)).json();
  expect(described.paths['/async/{id}'] && described.paths['/$execute-patient-total'].post.responses['202'], 'the description');
});

await check('page: a report that is ordered is shown as it waits, runs and ends, and can be saved', async () => {
  const user = `page-${process.pid}`;
  const token = newToken(file, user);
  const page = await open({ at: watched, by: token });
  same(await page.count('.job'), 0);
  const first = idOf(await order(watched, 'schedule-patient-total', token));
  const second = idOf(await order(watched, 'schedule-patient-usage-stats', token));
  const badges = new Set();
  await page.exposeFunction('seen', (text) => badges.add(text));
  await page.evaluate(() => {
    new MutationObserver(() => document.querySelectorAll('.job .state').forEach((each) => window.seen(each.textContent)))
      .observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await page.until(() => document.querySelectorAll('.job').length === 2);
  await page.screenshot({ path: join(pictures, 'reports-made.png') });
  await page.until(() => document.querySelectorAll('.job.done').length === 2);
  expect(badges.has('Running') && badges.has('Done'), [...badges].join());
  same((await page.texts('.job .name')).sort().join(), 'Patient total report,Patients usage report');
  const links = await page.$$eval('.job .link a', (list) => list.map((each) => each.href));
  same(links.sort().join(), [first, second].map((id) => `${watched.service}/Binary/${id}`).sort().join());
  await page.screenshot({ path: join(pictures, 'reports-done.png') });
  const folder = process.env.HOST_WORK;
  const devtools = await page.createCDPSession();
  await devtools.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder, browserContextId: page.browserContext().id });
  await page.click('.job .link a');
  await until('the file', () => readdirSync(folder).some((each) => each.endsWith('.csv')));
  const saved = readdirSync(folder).find((each) => each.endsWith('.csv'));
  expect(/^Patient.* report\.csv$/.test(saved), saved);
  expect(readFileSync(join(folder, saved), 'utf8').startsWith('report,jobs'), 'its content');
  expect(await page.$eval('#problem', (each) => each.hidden), 'a problem');
  same(complaints.filter((each) => !each.includes('blob:')).join(), '');
  await page.done();
});

await close();
for (const each of [host, quick, watched]) await each.stop?.();
