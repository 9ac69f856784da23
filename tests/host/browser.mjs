// A browser opens the page: jobs, changes as they happen, keyboard, phone, languages, and what can go wrong.
import { join } from 'node:path';
import { close, complaints, file, host, open, pictures, token } from './chromium.mjs';
import { check, database, expect, guide, newToken, other, same, sleep, sqlite, start } from './support.mjs';

const count = (where) => Number(sqlite(file, `SELECT count(*) FROM report_job WHERE user_id = '${guide}' AND ${where}`));

await check('page: the token is asked for, and not kept in the address', async () => {
  const page = await open({ signIn: false });
  same(await page.$eval('#token', (input) => input.type), 'password');
  same(await page.evaluate(() => document.activeElement.id), 'token');
  await page.keyboard.press('Enter');
  expect((await page.text('#token-wrong')).length > 5, 'nothing is said of an empty field');
  await page.screenshot({ path: join(pictures, 'entry.png') });
  await page.type('#token', `Bearer ${token}`);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.job');
  expect(!page.url().includes(token), page.url());
  same(await page.$eval('#token', (input) => input.value), '');
  same(await page.evaluate(() => localStorage.length), 0);
  await page.done();
});

await check('page: the jobs are shown', async () => {
  const page = await open();
  same(await page.$$eval('#list > li', (list) => list.length), Math.min(100, count('1')));
  const counts = await page.$$eval('#filter .count', (list) => list.map((each) => Number(each.textContent)));
  const ended = (like) => count(`ended IS NOT NULL AND status LIKE '${like}'`);
  same(counts.join(), [count('1'), count('started IS NULL AND ended IS NULL'), count('started IS NOT NULL AND ended IS NULL'),
    ended('DONE'), ended('FAILED%'), ended('CANCELLED'), 0, 0].join());
  const text = await page.text('#list');
  for (const each of ['Patients usage report', 'Fritekst rapport', 'FAILED: "disk full" on D:\\ – prøv igen', 'på vej 🚀', 'Has waited', 'Has run', '2 min 29 s'])
    expect(text.includes(each), `no ${each}`);
  const links = await page.$$eval('#list a', (list) => list.map((each) => each.href));
  expect(links.includes('https://reporting.local.ehealth.sundhed.dk/fhir/Binary/7'), links[0]);
  expect(links.includes(`${host.service}/Binary/b-1`), 'no relative link');
  await page.screenshot({ path: join(pictures, 'jobs.png') });
  await page.click('input[value=running]');
  same(await page.$$eval('#list > li', (list) => new Set(list.map((each) => each.querySelector('.state').textContent)).size), 1);
  await page.done();
});

await check('page: a change in the database is seen without a reload, and spoken', async () => {
  const page = await open();
  sqlite(file, `UPDATE report_job SET status = 'SEEN LIVE', ended = '2023-10-15T13:00:00+00:00' WHERE id = '0b7c9f2e-3a41-4a58-8f0e-6a1d2c9be003'`);
  await page.until(() => document.querySelector('#list').innerText.includes('SEEN LIVE'));
  await page.until(() => /SEEN LIVE/.test(document.querySelector('#spoken').textContent));
  same(await page.$$eval('#list > li', (list) => list.find((each) => each.innerText.includes('SEEN LIVE')).querySelector('.state').textContent), 'Ended');
  await page.done();
});

await check('page: pauses while it is hidden', async () => {
  const page = await open();
  const asks = () => host.log().split('\n').filter((line) => line.includes('get-report-job-status')).length;
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  const before = asks();
  await sleep(4000);
  same(asks(), before);
  await page.evaluate(() => { delete document.hidden; document.dispatchEvent(new Event('visibilitychange')); });
  await sleep(1500);
  expect(asks() > before, 'it did not go on');
  await page.done();
});

await check('page: all of it by keyboard', async () => {
  const page = await open({ signIn: false });
  await page.type('#token', token);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.job');
  await page.reload(); // the order begins at the top again
  await page.waitForSelector('.job');
  const seen = [];
  for (let i = 0; i < 40 && !seen.includes('link'); ++i) {
    await page.keyboard.press('Tab');
    seen.push(await page.evaluate(() => {
      const at = document.activeElement;
      const outlined = (element) => getComputedStyle(element).outlineStyle !== 'none';
      if (!outlined(at) && !outlined(at.closest('label') ?? at)) return `no outline at ${at.id || at.className || at.tagName}`;
      return at.className === 'skip' ? 'skip' : at.dataset.language ?? (at.id || (at.name === 'state' ? 'filter' : at.closest('.link') ? 'link' : at.className || at.tagName));
    }));
  }
  same(seen.join(' '), 'skip da en sign-out refresh filter search name link');
  await page.focus('input[value=all]');
  await page.keyboard.press('ArrowRight');
  expect(await page.$eval('input[value=waiting]', (input) => input.checked), 'arrows do not choose');
  await page.focus('#sign-out');
  await page.keyboard.press('Enter');
  same(await page.evaluate(() => document.activeElement.id), 'token');
  same(await page.evaluate(() => sessionStorage.getItem('token')), null);
  same(await page.$$eval('.job', (list) => list.length), 0);
  await page.done();
});

for (const dark of [false, true]) {
  await check(`page: a phone of 360 pixels, ${dark ? 'dark' : 'light'}`, async () => {
    const page = await open({ width: 360, height: 740, language: 'da-DK', dark });
    same(await page.evaluate(() => document.documentElement.scrollWidth), 360);
    const small = await page.$$eval('button, .link a, fieldset label', (list) => list.filter((each) => each.offsetParent && each.getBoundingClientRect().height < 36).length);
    same(small, 0, 'too small to be touched:');
    await page.screenshot({ path: join(pictures, dark ? 'phone-dark.png' : 'phone.png') });
    await page.done();
  });
}

await check('page: Danish and English, by the browser and by the switch', async () => {
  const page = await open({ language: 'da-DK' });
  same(await page.$eval('html', (html) => html.lang), 'da');
  same(await page.text('h1#jobs-title'), 'Dine rapporter');
  await page.click('[data-language=en]');
  same(await page.text('h1#jobs-title'), 'Your reports');
  same(await page.$eval('html', (html) => html.lang), 'en');
  expect((await page.text('#list')).includes('Ordered'), 'the jobs are still Danish');
  await page.reload();
  await page.waitForSelector('.job');
  same(await page.text('h1#jobs-title'), 'Your reports');
  await page.done();
  const german = await open({ language: 'de', signIn: false });
  same(await german.$eval('html', (html) => html.lang), 'en');
  await german.done();
});

await check('page: nothing moves where that is not wanted', async () => {
  const page = await open({ still: true });
  const moving = await page.evaluate(() => document.getAnimations().length);
  same(moving, 0);
  await page.done();
});

await check('page: an unknown token is reported, and forgotten', async () => {
  const page = await open({ signIn: false });
  await page.type('#token', 'unknown-token');
  await page.keyboard.press('Enter');
  await page.until(() => document.querySelector('#token-wrong').textContent.includes('unknown, or has expired'));
  same(await page.evaluate(() => sessionStorage.getItem('token')), null);
  await page.done();
});

await check('page: nobody has jobs', async () => {
  const page = await open({ by: newToken(file, 'without jobs') });
  same(await page.text('#empty'), 'You have ordered no reports yet.');
  await page.screenshot({ path: join(pictures, 'empty.png') });
  await page.done();
});

await check('page: what a job says is text, and never more', async () => {
  const bad = '<img src=x onerror=alert(1)><script>alert(2)</script>';
  sqlite(file, `INSERT INTO report_job VALUES ('mallory-1', '${bad}', 'mallory', '${bad}', 'javascript:alert(3)', '{"resourceType":"Parameters"}', '2026-01-01T00:00:00Z', NULL, NULL)`);
  const page = await open({ by: newToken(file, 'mallory') });
  let alerts = 0;
  page.on('dialog', (dialog) => { ++alerts; dialog.dismiss(); });
  await sleep(300);
  same(alerts, 0);
  same(await page.$$eval('#list img, #list script, #list a', (list) => list.length), 0);
  same(await page.text('.status'), bad);
  await page.done();
});

await check('page: a malformed entry is shown as such, and hides no other', async () => {
  const entry = (id, part, more = {}) => ({ fullUrl: id, resource: { resourceType: 'Parameters', id, parameter: [{ name: 'reportJob', part }], ...more } });
  const parts = (more = []) => [{ name: 'reportClass', valueString: 'a.b.GoodReport' }, { name: 'status', valueString: 'DONE' }, { name: 'created', valueDateTime: '2026-01-01T00:00:00Z' }, ...more];
  const bad = [
    null, 7, {}, { resource: null }, { resource: { resourceType: 'Patient', id: 'p' } }, entry('no-parts', undefined), entry('a-part-that-is-none', [null]), entry('parts', {}),
    entry('parameter', [], { parameter: { name: 'reportJob' } }), entry('', parts()), entry('no-status', parts().filter((each) => each.name !== 'status')),
    entry('time', parts([{ name: 'ended', valueDateTime: 'yesterday' }])), entry('type', parts([{ name: 'started', valueString: '2026-01-01' }])),
    entry('twice', parts([{ name: 'status', valueString: 'FAILED' }])), entry('good', parts()),
  ];
  const page = await open({ signIn: false });
  await page.setRequestInterception(true);
  let body = { resourceType: 'Bundle', type: 'collection', entry: [entry('good', parts([{ name: 'ended', valueDateTime: '2026-01-01T00:00:02Z' }])), ...bad] };
  page.on('request', (asked) => asked.url().includes('get-report-job-status') ? asked.respond({ status: 200, contentType: 'application/fhir+json', body: JSON.stringify(body) }) : asked.continue());
  await page.type('#token', token);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.job');
  same(await page.$$eval('.job', (list) => list.filter((each) => each.querySelector('.state').textContent === 'Malformed').length), bad.length);
  same(await page.$$eval('.job', (list) => list.filter((each) => each.querySelector('.state').textContent === 'Done').length), 1);
  expect((await page.text('#list')).includes('Good report'), 'what can be read is not shown');
  same(await page.$eval('#problem', (element) => element.hidden), true);
  body = { resourceType: 'Bundle', type: 'collection', entry: { 0: entry('good', parts()) } };
  await page.click('#refresh');
  await page.until(() => document.querySelector('#problem').innerText.includes('something else than reports'));
  await page.done();
});

await check('page: 250 jobs are shown in parts', async () => {
  sqlite(file, `INSERT INTO report_job SELECT 'many-' || id, report_class, 'busy', status, binary, parameters, created, started, ended FROM report_job LIMIT 250`);
  const page = await open({ by: newToken(file, 'busy') });
  same(await page.$$eval('.job', (list) => list.length), 100);
  await page.focus('#more');
  await page.keyboard.press('Enter');
  same(await page.$$eval('.job', (list) => list.length), 200);
  expect(await page.evaluate(() => document.activeElement.classList.contains('job')), 'the focus was lost');
  await page.done();
});

await check('page: the server says what is wrong; then it is gone, and comes back', async () => {
  const own = database();
  const mine = newToken(own, other);
  const first = await start(own);
  const page = await open({ at: first, by: mine });
  sqlite(own, 'ALTER TABLE report_job RENAME TO hidden');
  await page.click('#refresh');
  await page.until(() => document.querySelector('#problem').innerText.includes('the server failed'));
  same(await page.$$eval('.job', (list) => list.length > 0), true, 'what was shown is gone:');
  sqlite(own, 'ALTER TABLE hidden RENAME TO report_job');
  await page.click('#refresh');
  await page.until(() => document.querySelector('#problem').hidden);
  await first.stop();
  await page.click('#refresh');
  await page.until(() => document.querySelector('#problem').innerText.includes('There is no connection'));
  await page.screenshot({ path: join(pictures, 'offline.png') });
  const second = await start(own, '--listen', `127.0.0.1:${first.port}`);
  await page.until(() => document.querySelector('#problem').hidden);
  await page.done();
  await second.stop();
  for (let i = complaints.length - 1; i >= 0; --i) if (/500|ERR_|401/.test(complaints[i])) complaints.splice(i, 1);
});

await check('page: no complaint in its console, no resource of others', () => {
  const left = complaints.filter((each) => !/status of 401/.test(each));
  same(left.join('; '), '');
});
await close();
