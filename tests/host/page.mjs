// What the page shows of jobs, and how: states, orders, times, links, languages, keyboard, many jobs, answers that are none.
// The service's answers are made here: these checks are of the page alone.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { close, complaints, open, pictures } from './chromium.mjs';
import { check, expect, same } from './support.mjs';

const hoursAgo = (hours) => new Date(Date.now() - hours * 3600000).toISOString();
const organization = (display) => ({ name: 'organization', valueReference: { reference: 'Organization/1', display } });
const period = (start, end) => ({ name: 'period', valuePeriod: { start, end } });
const many = (count, more = {}) => Array.from({ length: count }, (_, i) => ({ id: `job-${i}`, created: new Date(Date.UTC(2026, 0, 1) - i * 60000).toISOString(), started: '2026-01-02T00:00:00Z', ended: '2026-01-02T09:59:00Z', ...more }));
const states = (page) => page.texts('.job .state');

await check('page: the badge says how a job ended, and its status is shown where it says more', async () => {
  const begun = { started: '2026-01-01T10:00:10Z' };
  const ended = { ...begun, ended: '2026-01-01T10:01:00Z' };
  const cases = [
    ['QUEUED', {}, 'Waiting', ''], ['SCHEDULED', {}, 'Waiting', ''], ['Waiting for a slot', {}, 'Waiting', 'Waiting for a slot'],
    ['RUNNING', begun, 'Running', ''], ['IN_PROGRESS', begun, 'Running', ''], ['Step 3 of 8', begun, 'Running', 'Step 3 of 8'],
    ['DONE', ended, 'Done', ''], ['done', ended, 'Done', ''], ['COMPLETED', ended, 'Done', ''], ['DONE', begun, 'Done', ''],
    ['FAILED', ended, 'Failed', ''], ['ERROR', ended, 'Failed', ''], ['TIMED_OUT', ended, 'Failed', ''], ['FAILED: disk full', ended, 'Failed', 'FAILED: disk full'], ['Error 17', ended, 'Failed', 'Error 17'],
    ['CANCELLED', ended, 'Cancelled', ''], ['CANCELED', ended, 'Cancelled', ''], ['Cancelled by Ida', ended, 'Cancelled', 'Cancelled by Ida'],
    ['ARCHIVED', ended, 'Ended', 'ARCHIVED'], ['RUNNING', ended, 'Ended', 'RUNNING'], ['errorless', ended, 'Ended', 'errorless'],
  ];
  const jobs = cases.map(([status, times], i) => ({ id: `s-${i}`, status, ...times }));
  const page = await open({ answer: jobs });
  same((await states(page)).join(), cases.map((each) => each[2]).join());
  same((await page.texts('.job .status')).join('|'), cases.map((each) => each[3]).join('|'));
  const filter = await page.$$eval('#filter label', (list) => list.filter((each) => each.offsetParent).map((each) => each.innerText.replace(/\s+/g, ' ')));
  same(filter.join(), 'All 21,Waiting 3,Running 3,Done 4,Failed 5,Cancelled 3,Ended 3');
  await page.click('input[value=failed]');
  same((await states(page)).join(), 'Failed,Failed,Failed,Failed,Failed');
  page.answer = jobs.slice(0, 3);
  await page.refresh();
  same((await page.text('#empty')), 'No reports here right now.');
  expect(await page.$eval('input[value=failed]', (input) => input.checked && input.offsetParent !== null), 'what is chosen is gone');
  await page.click('[data-language=da]');
  await page.click('input[value=all]');
  same((await states(page)).join(), 'Venter,Venter,Venter');
  await page.done();
});

await check('page: jobs of one class differ by what they were ordered with', async () => {
  const part = (name, value) => ({ name, valueDate: value });
  const cases = [
    [[organization('Odense'), period('2026-01-01', '2026-03-31')], '1 Jan – 31 Mar 2026 · Odense', '1. jan. – 31. mar. 2026 · Odense'],
    [[{ name: 'anonymization', valueString: 'None' }, period('2025-12-01', '2026-01-31'), organization('Region Øst')], '1 Dec 2025 – 31 Jan 2026 · Region Øst · Anonymisation: None', '1. dec. 2025 – 31. jan. 2026 · Region Øst · Anonymisering: None'],
    [[period('2025', '2025')], '2025', '2025'], [[period('2024', '2025')], '2024 – 2025', '2024 – 2025'],
    [[period('2025-01', '2025-06')], 'Jan – Jun 2025', 'jan. – jun. 2025'], [[period('2025-01', '2025-06-30')], 'Jan 2025 – 30 Jun 2025', 'jan. 2025 – 30. jun. 2025'],
    [[period('2025-01')], 'from Jan 2025', 'fra jan. 2025'], [[period(undefined, '2025-02-01')], 'until 1 Feb 2025', 'til 1. feb. 2025'],
    [[period('2026-01-01T00:00:00+01:00', '2026-03-31T23:59:59+02:00')], '1 Jan – 31 Mar 2026', '1. jan. – 31. mar. 2026'],
    [[part('from', '2026-01-01'), part('to', '2026-01-31')], '1 – 31 Jan 2026', '1. – 31. jan. 2026'],
    [[{ name: 'period', part: [part('from', '2026-01'), part('to', '2026-02')] }], 'Jan – Feb 2026', 'jan. – feb. 2026'],
    [[{ name: 'organization', valueReference: { reference: 'Organization/42' } }], 'Organization/42', 'Organization/42'],
    [[{ name: 'organization', valueReference: { identifier: { value: '325421000016001' } } }], '325421000016001', '325421000016001'],
    [[{ name: 'condition', valueCoding: { code: 'J44', display: 'KOL' } }, { name: 'devicetype', valueCoding: { code: 'X1' } }], 'Condition: KOL · Device type: X1', 'Tilstand: KOL · Enhedstype: X1'],
    [[{ name: 'withNames', valueBoolean: true }, { name: 'since', valueDate: '2026' }, { name: 'size', valueQuantity: { value: 5, unit: 'MB', code: 'MBy' } }], 'With names: yes · Since: 2026 · Size: 5 MB', 'With names: ja · Since: 2026 · Size: 5 MB'],
    [[{ name: 'constructor', valueInteger: 7 }, { name: '__proto__', valueString: 'x' }, { name: 'odd', valueMeta: { tag: [] } }, null, 7], 'Constructor: 7 · Proto: x · Odd: …', 'Constructor: 7 · Proto: x · Odd: …'],
    [[{ name: 'a', part: [{ name: 'b', part: [{ name: 'c', part: [{ name: 'd', part: [{ name: 'e', valueString: 'deep' }] }] }] }] }], 'A: B: C: D: …', 'A: B: C: D: …'],
    [[], '', ''],
  ];
  const page = await open({ answer: cases.map(([parameters], i) => ({ id: `o-${i}`, parameters })) });
  same((await page.texts('.job .with')).join('|'), cases.map((each) => each[1]).join('|'));
  await page.click('[data-language=da]');
  same((await page.texts('.job .with')).join('|'), cases.map((each) => each[2]).join('|'));
  await page.done();
});

await check('page: when a job ended, and all of a job where its name is pressed', async () => {
  const page = await open({ zone: 'Europe/Copenhagen', answer: [
    { id: 'same-day', created: '2026-02-03T10:00:00Z', started: '2026-02-03T10:00:30Z', ended: '2026-02-03T10:02:00Z', parameters: [organization('Odense')] },
    { id: 'later', created: '2026-02-02T10:00:00Z', started: '2026-02-02T10:00:00Z', ended: '2026-02-04T12:00:00Z' },
    { id: 'next-year', created: '2025-12-31T10:00:00Z', started: '2025-12-31T10:00:00Z', ended: '2026-01-02T12:00:00Z' },
    { id: 'hours', created: '2025-12-30T00:00:00Z', started: '2025-12-30T00:00:00Z', ended: '2025-12-30T17:31:00Z' },
    { id: 'never-began', created: '2025-12-01T10:00:00Z', ended: '2025-12-01T10:05:00Z', status: 'CANCELLED' },
  ] });
  await page.click('[data-language=da]');
  same((await page.texts('.job .how')).join('|'), 'Slut 11.02 · kørte 1 min 30 s|Slut 4. feb., 13.00 · kørte 2 d 2 t|Slut 2. jan. 2026, 13.00 · kørte 2 d 2 t|Slut 18.31 · kørte 17 t|Slut 11.05');
  await page.click('[data-language=en]');
  same((await page.texts('.job .how')).join('|'), 'Ended 11:02 · ran 1 min 30 s|Ended 4 Feb, 13:00 · ran 2 d 2 h|Ended 2 Jan 2026, 13:00 · ran 2 d 2 h|Ended 18:31 · ran 17 h|Ended 11:05');
  same((await page.texts('.job .when')).join('|'), 'Ordered 3 Feb 2026, 11:00|Ordered 2 Feb 2026, 11:00|Ordered 31 Dec 2025, 11:00|Ordered 30 Dec 2025, 01:00|Ordered 1 Dec 2025, 11:00');
  await page.focus('.job .name');
  await page.keyboard.press('Enter');
  same(await page.$eval('.job .name', (button) => button.getAttribute('aria-expanded')), 'true');
  same((await page.texts('.job .facts div')).map((each) => each.replace('\n', ': ')).join('|'),
    'Organisation: Odense|Status: DONE|Ordered: 3 Feb 2026, 11:00:00 CET|Started: 3 Feb 2026, 11:00:30 CET|Ended: 3 Feb 2026, 11:02:00 CET|Waited: 30 s|Ran: 1 min 30 s|Report class: a.b.GoodReport|Job: same-day');
  await page.refresh();
  same(await page.count('.job .facts'), 1, 'closed by an update:');
  await page.keyboard.press('Enter');
  same(await page.count('.job .facts'), 0);
  await page.done();
});

await check('page: what has waited or run for days looks like a warning', async () => {
  const page = await open({ answer: [
    { id: 'a', status: 'QUEUED', created: hoursAgo(23) }, { id: 'b', status: 'QUEUED', created: hoursAgo(25) },
    { id: 'c', status: 'RUNNING', created: hoursAgo(60), started: hoursAgo(1) }, { id: 'd', status: 'RUNNING', created: hoursAgo(61), started: hoursAgo(50) },
    { id: 'e', created: hoursAgo(500), started: hoursAgo(400), ended: hoursAgo(1) },
    { id: 'f', status: 'QUEUED', created: hoursAgo(24 * 100) }, { id: 'g', status: 'QUEUED', created: '2020' },
  ] });
  const warned = await page.$$eval('.job', (list) => list.filter((each) => each.matches('.long')).map((each) => each.querySelector('.how').innerText.replace(/\s+/g, ' ').replace(/ \d+ (s|min)$/, '')));
  same(warned.join('|'), 'Warning: Has waited 1 d 1 h|Warning: Has run 2 d 2 h|Warning: Has waited 100 days|Warning: Has waited for days');
  const looks = await page.$$eval('.job', (list) => list.map((each) => { const { backgroundColor, color } = getComputedStyle(each.querySelector('.how')); return [each.matches('.long'), `${backgroundColor} ${color}`]; }));
  const plain = new Set(looks.filter((each) => !each[0]).map((each) => each[1]));
  expect(looks.every(([isLong, look]) => isLong !== plain.has(look)), 'it looks like the others');
  await page.done();
});

await check('page: a dozen rows on a desk, whatever the names are', async () => {
  const long = 'x'.repeat(3000);
  const jobs = many(40, { parameters: [organization('Region Hovedstaden, Center for Telemedicin'), period('2026-01-01', '2026-03-31'), { name: 'note', valueString: long }], binary: 'https://reporting.local.ehealth.sundhed.dk/fhir/Binary/7' });
  jobs[1].name = `a.b.${'Very Long '.repeat(50)}`;
  jobs[2] = { ...jobs[2], name: long, status: `FAILED ${long}`, binary: `https://${'a.'.repeat(100)}example.org/` };
  const page = await open({ answer: jobs });
  const rows = await page.$$eval('.job', (list) => list.filter((each) => each.getBoundingClientRect().bottom <= innerHeight).length);
  expect(rows >= 14, `${rows} rows`);
  same(await page.evaluate(() => document.documentElement.scrollWidth), 1200);
  const heights = await page.$$eval('.job', (list) => Math.max(...list.map((each) => each.getBoundingClientRect().height)));
  expect(heights <= 60, `a row of ${heights} pixels`);
  const cut = await page.$$eval('.how', (list) => list.filter((each) => each.scrollWidth > each.clientWidth).length);
  same(cut, 0, 'times that are cut off:');
  same(await page.$eval('.job:nth-child(3) .name', (button) => button.title), long);
  await page.screenshot({ path: join(pictures, 'dense.png') });
  await page.setViewport({ width: 1366, height: 768 });
  const fewer = await page.$$eval('.job', (list) => list.filter((each) => each.getBoundingClientRect().bottom <= innerHeight).length);
  expect(fewer >= 12, `${fewer} rows on a small desk`);
  for (const width of [320, 360, 700, 900]) {
    await page.setViewport({ width, height: 740 });
    same(await page.evaluate(() => document.documentElement.scrollWidth), width);
    const tall = await page.$$eval('.job', (list) => Math.max(...list.map((each) => each.getBoundingClientRect().height)));
    expect(tall < 220, `a row of ${tall} pixels at ${width}`);
  }
  await page.done();
});

await check('page: search', async () => {
  const page = await open({ answer: [
    { id: 'job-1', name: 'dk.a.PatientsUsageReport', parameters: [organization('Ærø Kommune'), period('2026-01', '2026-02')] },
    { id: 'job-2', name: 'dk.a.PatientsUsageReport', parameters: [organization('Odense Kommune')], status: 'FAILED: disk full', ended: '2026-01-02T00:00:00Z' },
    { id: 'job-3', name: 'dk.a.EmployeesReport', parameters: [organization('Ærø Kommune')], created: '2025-01-01T00:00:00Z' },
  ] });
  const found = async (what) => {
    await page.$eval('#search', (input) => { input.value = ''; });
    await page.type('#search', what);
    return page.$$eval('.job', (list) => list.map((each) => each.querySelector('.name').title.slice(5, 8) + each.querySelector('.with').innerText.match(/(Ærø|Ode)/)[0]).join());
  };
  same(await found('ærø'), 'PatÆrø,EmpÆrø');
  same(await found('  ÆRØ   usage '), 'PatÆrø');
  same(await page.text('#filter .count'), '1', 'the count is not of what was found:');
  same(await found('disk'), 'PatOde');
  same(await found('job-3'), 'EmpÆrø');
  same(await found('feb 2026'), 'PatÆrø');
  same(await found('failed'), 'PatOde');
  await page.until(() => document.querySelector('#spoken').textContent === 'One report.');
  same(await found('nothing like it'), '');
  same(await page.text('#empty'), 'No reports here right now.');
  same(await page.evaluate(() => document.activeElement.id), 'search');
  same(await found('a+.*('), '', 'it is an expression:');
  same(await found('kommune'), 'PatÆrø,PatOde,EmpÆrø');
  await page.click('input[value=failed]');
  same((await states(page)).join(), 'Failed');
  await page.done();
});

await check('page: the focus stays where it is when jobs come and go', async () => {
  const jobs = many(6, { binary: 'Binary/1' });
  const page = await open({ answer: jobs });
  await page.evaluate(() => { window.lost = 0; document.addEventListener('focusout', () => { ++window.lost; }); });
  await page.focus('.job:nth-child(4) .link a');
  await page.evaluate(() => { window.focused = document.activeElement; window.lost = 0; });
  const kept = () => page.evaluate(() => document.activeElement === window.focused && window.lost === 0);
  page.answer = jobs.slice(1); // the first one disappears
  await page.refresh(); expect(await kept(), 'lost when one above disappeared');
  page.answer = [{ ...jobs[0], id: 'new' }, ...jobs.slice(2)];
  await page.refresh(); expect(await kept(), 'lost when another came');
  page.answer = [...jobs.slice(0, 3).map((each, i) => ({ ...each, created: `2020-01-0${i + 1}T00:00:00Z` })), ...jobs.slice(3)];
  await page.refresh(); expect(await kept(), 'lost when others moved below it');
  same((await page.$$eval('.job', (list) => list.indexOf(document.activeElement.closest('.job')))), 0);
  page.answer = jobs;
  await page.refresh(); expect(await kept(), 'lost when others moved above it');
  page.answer = jobs.map((each) => each.id === 'job-3' ? { ...each, status: 'FAILED', binary: 'Binary/2' } : each);
  await page.refresh();
  same(await page.evaluate(() => document.activeElement.href.slice(-8)), 'Binary/2', 'lost when its own job changed:');
  page.answer = jobs.map((each) => each.id === 'job-3' ? { ...each, binary: undefined } : each);
  await page.refresh();
  same(await page.evaluate(() => [...document.querySelectorAll('.name')].indexOf(document.activeElement)), 3, 'no link, no focus:');
  page.answer = jobs.filter((each) => each.id !== 'job-3');
  await page.refresh();
  same(await page.evaluate(() => [...document.querySelectorAll('.name')].indexOf(document.activeElement)), 3, 'its job disappeared:');
  page.answer = [];
  await page.refresh();
  same(await page.evaluate(() => document.activeElement.id), 'refresh', 'all of them disappeared:');
  await page.done();
});

await check('page: what the server says is in the language of the reader', async () => {
  const outcome = (said) => JSON.stringify({ resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'transient', diagnostics: said }] });
  const answer = (status, said, headers = {}) => ({ status, headers: { 'Content-Type': 'application/fhir+json', ...headers }, body: outcome(said) });
  const english = 'the database cannot be reached: try again in a moment';
  for (const [language, title, own, other, english503] of [
    ['en-GB', 'Your reports could not be updated.', english, 'Dansk tekst', true],
    ['da-DK', 'Dine rapporter kunne ikke opdateres.', 'dens database kan ikke nås', english, false]]) {
    const page = await open({ language, answer: many(2) });
    const asked = page.waitForRequest((each) => each.url().includes('get-report-job-status'));
    page.answer = answer(503, english);
    await page.refresh();
    same((await asked).headers()['accept-language'], language.slice(0, 2));
    const said = await page.text('#problem');
    expect(said.includes(title) && said.includes(own) && !said.includes(other), said);
    same(said.includes(english), english503);
    page.answer = answer(503, 'Dansk tekst', { 'Content-Language': 'da' });
    await page.refresh();
    same((await page.text('#problem')).includes('Dansk tekst'), language === 'da-DK');
    page.answer = answer(418, english);
    await page.refresh();
    expect((await page.text('#problem')).includes(language === 'da-DK' ? 'HTTP 418' : english), await page.text('#problem'));
    for (const status of [400, 403, 404, 408, 429, 500, 502, 503, 504]) {
      page.answer = { status, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' };
      await page.refresh();
      expect(!/HTTP|Gateway/.test(await page.text('#problem')), `${status} has no words`);
    }
    page.answer = answer(401, 'the access token is unknown, or has expired');
    await page.click('#refresh');
    await page.until(() => document.querySelector('#token-wrong').textContent !== '');
    const wrong = await page.text('#token-wrong');
    same(wrong, language === 'da-DK' ? 'Adgangsnøglen blev ikke godtaget. Den er ukendt, eller den er udløbet.' : 'The access token was not accepted. the access token is unknown, or has expired');
    await page.click(`[data-language=${language === 'da-DK' ? 'en' : 'da'}]`);
    expect((await page.text('#token-wrong')) !== wrong, 'it is not said in the other language');
    await page.done();
  }
  for (let i = complaints.length - 1; i >= 0; --i) if (/status of [45]\d\d/.test(complaints[i])) complaints.splice(i, 1);
});

await check('page: the language that a link asks for', async () => {
  for (const [path, language, expected] of [['?lang=en-GB', 'da-DK', 'en'], ['?lang=EN', 'da', 'en'], ['?lang=en_US', 'da', 'en'], ['?lang=da-DK', 'en-GB', 'da'], ['?lang=DA', 'en', 'da'],
    ['?lang=nb-NO', 'en', 'da'], ['?lang=de', 'da-DK', 'da'], ['?lang=de', 'fr', 'en'], ['?lang=', 'da', 'da'], ['?lang=english', 'da', 'da'], ['', 'en-US', 'en']]) {
    const page = await open({ path, language, signIn: false });
    same(await page.$eval('html', (html) => html.lang), expected, `${path} in ${language}:`);
    await page.done();
  }
  const page = await open({ path: '?lang=en-GB', language: 'da', signIn: false });
  await page.click('[data-language=da]');
  await page.reload();
  same(await page.$eval('html', (html) => html.lang), 'da', 'the switch is undone:');
  await page.done();
});

await check('page: a link says where it goes', async () => {
  const cases = [
    ['Binary/1', ''], ['/elsewhere', ''], ['https://reporting.example.dk/fhir/Binary/7', 'reporting.example.dk'], ['https://other.example:8443/x', 'other.example:8443'],
    ['http://127.0.0.1:1/x', '127.0.0.1:1'], ['https://reporting.local.ehealth.sundhed.dk/fhir/Binary/7', 'reporting.local.ehealth.sundhed.dk'], ['https://good.example@evil.example/', 'evil.example'], ['//evil.example/good.example', 'evil.example'],
    ['https://bøger.example/', 'xn--bger-gra.example'], [`https://good.example.${'a'.repeat(50)}.evil.example/`, `…${'a'.repeat(20)}.evil.example`],
    ['javascript:alert(1)', null], ['data:text/html,x', null], ['https://', null], ['file:///etc/passwd', null],
  ];
  const page = await open({ answer: cases.map(([binary], i) => ({ id: `l-${i}`, binary })) });
  const shown = await page.$$eval('.job', (list) => list.map((each) => each.querySelector('.link a') ? each.querySelector('.link .host')?.innerText ?? '' : null));
  same(JSON.stringify(shown), JSON.stringify(cases.map((each) => each[1])));
  const cut = () => page.$$eval('.link .host', (list) => list.filter((each) => {
    const text = document.createRange();
    text.selectNodeContents(each);
    return text.getBoundingClientRect().left < each.getBoundingClientRect().left - 1;
  }).map((each) => each.innerText).join());
  same(await cut(), '', 'cut off:');
  await page.setViewport({ width: 360, height: 740 });
  same(await cut(), '', 'cut off on a phone:');
  same(await page.$$eval('.link a', (list) => list.filter((each) => each.title !== each.href || !each.relList.contains('noopener')).length), 0);
  await page.done();
});

await check('page: a year or a month is not made a day', async () => {
  // The zone is one where the first moment of a day in UTC is the day before.
  const page = await open({ zone: 'America/Los_Angeles', answer: [
    { id: 'y', created: '2025', started: '2025', ended: '2025' }, { id: 'm', created: '2024-03', started: '2024-03', ended: '2024-04' },
    { id: 'd', created: '2023-03-05', started: '2023-03-05', ended: '2023-03-06' }, { id: 't', created: '2022-03-05T23:30:00-05:00' },
  ] });
  await page.click('[data-language=da]');
  same((await page.texts('.when')).join('|'), 'Bestilt 2025|Bestilt mar. 2024|Bestilt 5. mar. 2023|Bestilt 5. mar. 2022, 20.30');
  same((await page.texts('.how')).slice(0, 3).join('|'), 'Slut 2025|Slut apr. 2024|Slut 6. mar. 2023');
  await page.click('[data-language=en]');
  same((await page.texts('.when')).join('|'), 'Ordered 2025|Ordered Mar 2024|Ordered 5 Mar 2023|Ordered 5 Mar 2022, 20:30');
  for (const [created, is] of [['2023-02-29', false], ['2024-02-29', true], ['2023-13', false], ['1', false], ['2023-01-01T10:00:00', false], ['2023-01-01T10:00Z', false], ['2016-12-31T23:59:60Z', true], ['2023-01-01T24:00:00Z', false], ['12 May 2023', false], ['0001', true]]) {
    page.answer = [{ id: 'x', created }];
    await page.refresh();
    same((await states(page)).join() !== 'Malformed', is, `${created}:`);
  }
  await page.done();
});

await check('page: an answer that is none is not taken for no connection', async () => {
  const page = await open({ answer: many(2) });
  const type = 'application/fhir+json';
  const bodies = ['', ' ', '{', '[]', 'null', '7', '"x"', '{}', '<!doctype html><title>Log in</title>', JSON.stringify({ resourceType: 'Patient' }), JSON.stringify({ resourceType: 'OperationOutcome', issue: [] }),
    JSON.stringify({ resourceType: 'Bundle', entry: {} }), JSON.stringify({ resourceType: 'Bundle', entry: 'x' }), '{"resourceType":"Bundle","entry":[{"fullUrl":"', Buffer.from('{"resourceType":"Bundle","type":"collection","id":"\xff"}', 'latin1'), '[' .repeat(100000)];
  for (const body of bodies) {
    page.answer = { status: 200, contentType: type, body };
    await page.refresh();
    same(await page.text('#problem-title'), 'The server sent something else than reports.', `${body.slice(0, 20)}:`);
    same(await page.count('.job'), 2, 'what was shown is gone:');
  }
  page.answer = many(2);
  await page.refresh();
  page.answer = { status: 302, headers: { Location: '/' }, body: '' };
  await page.click('#refresh');
  await page.until(() => document.querySelector('#problem-title').textContent === 'The server sent something else than reports.');
  page.answer = { status: 502, contentType: 'text/html', body: '<h1>' };
  await page.refresh();
  same(await page.text('#problem-title'), 'Your reports could not be updated.');
  page.answer = 'no connection';
  await page.click('#refresh');
  await page.until(() => document.querySelector('#problem-title').textContent === 'There is no connection.');
  page.answer = many(3);
  await page.refresh();
  same(await page.$eval('#problem', (element) => element.hidden), true);
  await page.evaluate(() => { window.fetch = async () => new Response(new ReadableStream({ start(to) { to.enqueue(new TextEncoder().encode('{"resource')); to.error(new TypeError('reset')); } })); });
  await page.click('#refresh');
  await page.until(() => document.querySelector('#problem-title').textContent === 'The answer did not come whole.');
  await page.evaluate(() => { window.fetch = (_, { signal }) => new Promise((_, fail) => { signal.addEventListener('abort', () => fail(signal.reason)); }); window.setTimeout = (f, after) => { if (after === 60000) queueMicrotask(f); return 0; }; });
  await page.click('#refresh');
  await page.until(() => document.querySelector('#problem-title').textContent === 'The server has not answered in time.');
  await page.done();
  for (let i = complaints.length - 1; i >= 0; --i) if (/status of 502|ERR_/.test(complaints[i])) complaints.splice(i, 1);
});

await check('page: 5,000 jobs are a few nodes, and an update touches what has changed alone', async () => {
  const jobs = many(5000, { parameters: [organization('Odense'), period('2026-01-01', '2026-03-31')], binary: 'https://reporting.example.dk/fhir/Binary/7' });
  const page = await open({ answer: jobs });
  same(await page.count('.job'), 100);
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
  expect(nodes < 2500, `${nodes} elements`);
  await page.evaluate(() => {
    window.touched = [];
    new MutationObserver((list) => { for (const each of list) window.touched.push((each.target.closest ?? each.target.parentNode.closest).call(each.target.closest ? each.target : each.target.parentNode, '.job') ?? 'list'); })
      .observe(document.querySelector('#list'), { subtree: true, childList: true, characterData: true, attributes: true });
  });
  const touched = async () => {
    await page.evaluate(() => { window.touched = []; });
    await page.refresh();
    return page.evaluate(() => { const list = [...document.querySelectorAll('.job')]; return { count: window.touched.length, rows: [...new Set(window.touched)].map((each) => each === 'list' ? each : list.indexOf(each)).join() }; });
  };
  for (const all of [false, true]) {
    if (all) {
      await page.click('#every');
      same(await page.count('.job'), 5000);
      await page.evaluate(() => document.activeElement.blur());
    }
    page.answer = jobs;
    await touched(); // what was changed before is as it was
    same((await touched()).count, 0, 'an update without changes:');
    page.answer = jobs.map((each, i) => i === 7 ? { ...each, status: 'FAILED' } : each);
    const changed = await touched();
    same(changed.rows, '7');
    expect(changed.count < 12, `${changed.count} changes for one job`);
    page.answer = jobs.slice(1);
    await touched();
    page.answer = jobs; // the first one comes back
    same((await touched()).rows.split(',').filter((each) => each !== '0').join(), 'list');
  }
  await page.type('#search', 'job-4999');
  same(await page.count('.job'), 1);
  await page.done();
});

await check('page: who signs out in one tab is signed out of the others', async () => {
  const page = await open({ answer: many(2) });
  const other = await page.another();
  await other.setRequestInterception(true);
  other.on('request', (asked) => asked.url().includes('get-report-job-status') ? asked.respond({ status: 200, contentType: 'application/fhir+json', body: '{"resourceType":"Bundle","type":"collection"}' }) : asked.continue());
  const signIn = async () => {
    await other.type('#token', 'another-token');
    await other.keyboard.press('Enter');
    await other.waitForSelector('#empty:not([hidden])');
  };
  await signIn();
  await page.bringToFront();
  await page.click('#sign-out');
  await other.waitForFunction(() => document.querySelector('#jobs').hidden);
  same(await other.evaluate(() => sessionStorage.getItem('token')), null);
  same(await other.evaluate(() => document.querySelector('#token-wrong').textContent), 'You have signed out in another tab.');
  same(await page.evaluate(() => document.querySelector('#token-wrong').textContent), '');
  expect(await page.evaluate(() => Object.keys(localStorage).every((each) => !/token/.test(each + localStorage[each]))), 'a token is kept');
  await other.bringToFront();
  await signIn();
  await other.reload();
  await other.waitForSelector('#jobs:not([hidden])'); // an earlier sign-out counts no more
  // A tab that slept, or was closed and is opened again, learns of it when it is there again.
  await other.evaluate(() => { addEventListener('storage', (event) => event.stopImmediatePropagation(), true); localStorage.setItem(Object.keys(localStorage).find((each) => each.startsWith('signed out')), 'meanwhile'); });
  same(await other.evaluate(() => document.querySelector('#jobs').hidden), false);
  await other.reload();
  same(await other.evaluate(() => document.querySelector('#jobs').hidden), true);
  same(await other.evaluate(() => sessionStorage.getItem('token')), null);
  await page.done();
});

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
await check('page: axe finds nothing, in each state, language, size and light', async () => {
  const jobs = [
    { id: 'a', status: 'QUEUED', created: hoursAgo(50), parameters: [organization('Odense'), period('2026-01-01', '2026-03-31')] }, { id: 'b', status: 'RUNNING', created: hoursAgo(2), started: hoursAgo(1) },
    { id: 'c', binary: 'https://reporting.example.dk/fhir/Binary/7', ended: hoursAgo(1) }, { id: 'd', status: 'FAILED: disk full', binary: 'Binary/1' }, { id: 'e', status: 'CANCELLED', ended: hoursAgo(2) }, { id: 'f', created: 'x' }, { id: 'g', status: 'ODD', ended: hoursAgo(2) },
  ];
  const found = [];
  let runs = 0;
  for (const [width, height] of [[1200, 900], [360, 740]]) for (const dark of [false, true]) for (const language of ['en', 'da']) {
    const page = await open({ width, height, dark, language, still: true, signIn: false, answer: jobs });
    await page.evaluate(axe);
    const judge = async (state) => {
      const { violations, passes } = await page.evaluate(() => window.axe.run(document, { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice', 'experimental'] }, resultTypes: ['violations', 'passes'] }));
      expect(passes.length > 10, 'axe did nothing');
      ++runs;
      for (const each of violations) found.push(`${state} ${width} ${dark ? 'dark' : 'light'} ${language}: ${each.impact} ${each.id} ${each.nodes[0].html.slice(0, 120)} ${each.nodes[0].failureSummary?.slice(0, 150)}`);
    };
    await judge('entry');
    await page.keyboard.press('Enter');
    await judge('entry, wrong');
    await page.type('#token', 'x');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.job');
    await page.click('.job:nth-child(3) .name');
    await judge('jobs');
    page.answer = { status: 503, contentType: 'text/plain', body: '' };
    await page.refresh();
    await page.type('#search', 'nothing');
    await judge('empty, failed');
    await page.done();
  }
  same(found.join('; '), '');
  same(runs, 32);
  for (let i = complaints.length - 1; i >= 0; --i) if (/status of 503/.test(complaints[i])) complaints.splice(i, 1);
});

await check('page: what is read out has what is seen', async () => {
  for (const language of ['en', 'da']) {
    const page = await open({ language, answer: many(2, { binary: 'https://reporting.example.dk/fhir/Binary/7' }) });
    const tree = await page.accessibility.snapshot();
    const names = [];
    const walk = (node) => { if (['button', 'link', 'textbox', 'searchbox', 'radio'].includes(node.role)) names.push(node.name.replace(/\s+/g, ' ')); (node.children ?? []).forEach(walk); };
    walk(tree);
    const seen = await page.evaluate(() => [...document.querySelectorAll('button, a, input')].filter((each) => each.checkVisibility()).map((each) => {
      const shown = (each.labels?.[0] ?? each).cloneNode(true);
      shown.querySelectorAll('.unseen').forEach((hidden) => hidden.remove());
      return [...shown.childNodes].map((part) => part.textContent.trim()).filter(Boolean);
    }));
    same(names.length, seen.length);
    seen.forEach((parts, i) => { let at = 0; for (const part of parts) { const next = names[i].indexOf(part, at); expect(next >= 0, `${names[i]} has no ${part}`); at = next + part.length; } });
    expect(names.includes(language === 'en' ? 'Open report : Good report at reporting.example.dk' : 'Åbn rapport : Good report hos reporting.example.dk') ||
      names.some((each) => /(Open|Åbn) rapport?/.test(each) && /Good report/.test(each)), names.join());
    await page.done();
  }
});

await check('page: no complaint in its console', () => same(complaints.join('; '), ''));
await close();
