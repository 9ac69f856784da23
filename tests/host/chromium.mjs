// A browser, and pages of the host in it.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer from 'puppeteer-core';
import { database, guide, newToken, start } from './support.mjs';

export const pictures = process.env.HOST_PICTURES;
export const file = database();
export const token = newToken(file, guide);
export const host = await start(file);
const profile = join(process.env.HOST_WORK, 'profile');
const browser = await puppeteer.launch({
  executablePath: '/usr/bin/chromium', headless: true, userDataDir: profile,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
});
export const complaints = [];
const contexts = [];

// A page with nothing kept from another one. With `answer`, what `page.answer` holds is what the service answers: jobs, or `{ status, body, ... }`.
export async function open({ width = 1200, height = 900, language = 'en-GB', dark = false, still = false, signIn = true, at = host, by = token, path = '', zone, answer } = {}) {
  for (const left of contexts.splice(0)) await left.close().catch(() => {}); // of a check that failed
  const context = await browser.createBrowserContext();
  contexts.push(context);
  const page = await context.newPage();
  page.on('console', (said) => complaints.push(said.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => { if (!request.url().startsWith(at.page) && !request.url().startsWith('data:')) complaints.push(`asks for ${request.url()}`); });
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' },
    { name: 'prefers-reduced-motion', value: still ? 'reduce' : 'no-preference' }]);
  await page.evaluateOnNewDocument((tag) => {
    Object.defineProperty(navigator, 'language', { get: () => tag });
    Object.defineProperty(navigator, 'languages', { get: () => [tag] });
  }, language);
  if (zone) await page.emulateTimezone(zone);
  if (answer !== undefined) {
    page.answer = answer;
    await page.setRequestInterception(true);
    page.on('request', (asked) => {
      if (!asked.url().includes('get-report-job-status')) return asked.continue();
      if (page.answer === 'no connection') return asked.abort('connectionfailed');
      return asked.respond(Array.isArray(page.answer) ? { status: 200, contentType: 'application/fhir+json', body: JSON.stringify(bundle(page.answer)) } : page.answer);
    });
  }
  await page.goto(at.page + path);
  if (signIn) {
    await page.type('#token', by);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('.job') || !document.querySelector('#empty').hidden);
  }
  page.done = () => context.close();
  page.text = (selector) => page.$eval(selector, (element) => element.innerText);
  page.count = (selector) => page.$$eval(selector, (list) => list.length);
  page.texts = (selector) => page.$$eval(selector, (list) => list.map((each) => each.innerText));
  page.another = async () => { const other = await context.newPage(); await other.goto(at.page); return other; };
  page.refresh = async () => { // as when the network is back: the focus stays where it is. What has come is shown.
    const shown = page.waitForResponse((each) => each.url().includes('get-report-job-status'));
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await shown;
    await page.evaluate(() => new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve), 50)));
  };
  page.until = (f, ...args) => page.waitForFunction(f, { timeout: 15000 }, ...args);
  return page;
}

// The answer that has these jobs: `{ id, name, status, binary, created, started, ended, parameters }`.
export const bundle = (jobs) => ({ resourceType: 'Bundle', type: 'collection', entry: jobs.map(entryOf) });
function entryOf({ id, name = 'a.b.GoodReport', status = 'DONE', binary, parameters = [], created = '2026-01-01T10:00:00Z', started, ended }) {
  const part = [{ name: 'reportClass', valueString: name }, { name: 'userId', valueString: guide }, { name: 'status', valueString: status }];
  if (binary !== undefined) part.push({ name: 'binary', valueReference: { reference: binary } });
  part.push({ name: 'parameters', resource: { resourceType: 'Parameters', parameter: parameters } });
  for (const [each, value] of Object.entries({ created, started, ended })) if (value !== undefined) part.push({ name: each, valueDateTime: value });
  return { fullUrl: id, resource: { resourceType: 'Parameters', id, parameter: [{ name: 'reportJob', part }] } };
}

export async function close() {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
  await host.stop();
}
