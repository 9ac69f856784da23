// Shows a user's report jobs, and keeps them up to date. What comes from the server is only ever set as text.

import { isOpen, jobsOf, outcomeText, states } from './answer.js';
import { clock, isDaysAgo, shown, shownAfter, shownExactly, shownPeriod, span } from './time.js';
import { languageOf, localeOf, words } from './words.js';

const byId = (id) => document.getElementById(id);
const make = (tag, name, content) => {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (content !== undefined) made.textContent = content;
  return made;
};
// Nothing changes in the document where nothing changed: a screen reader would say it again.
const set = (element, value) => { if (element.textContent !== value) element.textContent = value; };
const setTitle = (element, value) => { if (element.title !== value) element.title = value; };

// What a browser forbids to keep, as in a private window, is kept for the page alone.
const kept = {};
const keep = {
  get: (name) => { try { return sessionStorage.getItem(name); } catch { return kept[name] ?? null; } },
  set: (name, value) => { kept[name] = value; try { sessionStorage.setItem(name, value); } catch { /* kept above */ } },
  drop: (name) => { delete kept[name]; try { sessionStorage.removeItem(name); } catch { /* dropped above */ } },
};

const page = 100; // so many jobs are shown at a time
const soon = 2000;
const late = 60000;
const patience = 60000; // with an answer
const most = 20; // parameters in a row, and
const longest = 400; // characters
const service = new URL(`${document.documentElement.dataset.service}/`, document.baseURI);

const asked = new URLSearchParams(location.search).get('lang');
let language = languageOf([asked, keep.get('language'), ...(navigator.languages ?? [navigator.language])].filter(Boolean));
let text = words[language];
let locale = localeOf(language);
let token = keep.get('token');
let jobs = null; // by id, the newest first; nothing before the first answer
let shownState = 'all';
let sought = [];
let shownCount = page;
let shownJobs = [];
let updated = null;
let problem = null;
let fault = null; // of the token
let wait = soon;
let timer = 0;
let request = null;
let lastAnswer = '';
const rows = new Map();
const opened = new Set();

// ---------------------------------------------------------------------------------------------------
// The server

async function ask() {
  request?.abort();
  const mine = request = new AbortController();
  const timeout = setTimeout(() => mine.abort('late'), patience);
  // Nothing, where another request has taken the place of this one.
  const failed = (kind) => mine !== request ? null : { problem: mine.signal.reason === 'late' ? 'late' : kind };
  try {
    let response;
    try {
      response = await fetch(new URL('$get-report-job-status', service), {
        headers: { Accept: 'application/fhir+json', 'Accept-Language': language, Authorization: `Bearer ${token}` },
        cache: 'no-store', credentials: 'omit', redirect: 'manual', signal: mine.signal,
      });
    } catch {
      return failed('offline');
    }
    if (response.type === 'opaqueredirect') return failed('malformed');
    let bytes;
    try {
      bytes = await response.arrayBuffer();
    } catch {
      return failed('broken');
    }
    return mine !== request ? null : read(response, bytes);
  } finally {
    clearTimeout(timeout);
  }
}

function read(response, bytes) {
  try {
    const answer = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (response.ok && jobs && answer === lastAnswer) return { jobs: [...jobs.values()], answer };
    const body = JSON.parse(answer);
    if (!response.ok) return refusal(response, outcomeText(body));
    const found = jobsOf(body);
    return found ? { jobs: found, answer } : { problem: 'malformed' };
  } catch {
    return response.ok ? { problem: 'malformed' } : refusal(response, '');
  }
}
function refusal(response, said) {
  const { status } = response;
  return { problem: 'failed', status, said, saidIn: languageOf([response.headers.get('Content-Language') ?? 'en']) };
}

// In the reader's language: what the server says, or what its status means.
const saidBy = ({ status, said, saidIn }) => said && saidIn === language ? said : text.answers[status] ?? `HTTP ${status}`;

// Links go to the web alone: no `javascript:`, whatever a job says.
function linkTo(reference) {
  try {
    const url = new URL(reference, service);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : null;
  } catch {
    return null;
  }
}
// Of a long name the end counts: it says whose host it is.
function hostOf(url) {
  const host = url.protocol === location.protocol || url.protocol === 'https:' ? url.host : url.origin;
  return host.length > 34 ? `…${host.slice(-33)}` : host;
}

// ---------------------------------------------------------------------------------------------------
// Words

// `com.example.reports.PatientsUsageReport` as `Patients usage report`, and `periodFrom` as `Period from`.
function readable(name) {
  const last = name.split('.').pop() || name;
  const apart = last.replace(/[_$-]+/g, ' ').replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2').trim();
  const low = apart.split(' ').map((word, i) => i > 0 && !/^\p{Lu}{2,}$/u.test(word) ? word.toLocaleLowerCase(language) : word).join(' ');
  return low && low[0].toLocaleUpperCase(language) + low.slice(1);
}
const titleOf = (job) => readable(job.className) || text.unnamed;
const labelOf = (name) => Object.hasOwn(text.parameters, name) ? text.parameters[name] : readable(name);

function valueText(value) {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? text.yes : text.no;
  if (Array.isArray(value)) return value.map((each) => `${labelOf(each.name)}: ${valueText(each.value)}`).join(', ');
  return value.at ? shown(value.at, locale) : shownPeriod(value, locale, text);
}
// What jobs of one class differ in needs no label.
function orderText(job) {
  const plain = ['organization', 'period'];
  const all = job.order.slice(0, most).map((each) => (plain.includes(each.name) ? '' : `${labelOf(each.name)}: `) + valueText(each.value)).join(' · ');
  return all.length > longest || job.order.length > most ? `${all.slice(0, longest)}…` : all;
}

const haystacks = new WeakMap();
function isSought(job) {
  if (sought.length === 0) return true;
  let haystack = haystacks.get(job);
  if (haystack?.language !== language) {
    const all = [titleOf(job), job.className, job.id, job.status, text.states[job.state], orderText(job), shown(job.created, locale), job.created];
    haystack = { language, text: all.join('\n').normalize().toLocaleLowerCase(language) };
    haystacks.set(job, haystack);
  }
  return sought.every((word) => haystack.text.includes(word));
}

function speak(what) {
  byId('spoken').textContent = what;
}

// ---------------------------------------------------------------------------------------------------
// A row

// The template is written to be read; its blanks need not be in each row.
const template = byId('job').content.firstElementChild;
for (const each of [template, ...template.querySelectorAll('*')])
  for (const part of [...each.childNodes]) if (part.nodeType === Node.TEXT_NODE) part.remove();

function rowOf(id) {
  let row = rows.get(id);
  if (row) return row;
  const item = template.cloneNode(true);
  const part = (name) => item.querySelector(`.${name}`);
  row = { item, name: part('name'), title: part('name').firstElementChild, state: part('state'), status: part('status'), with: part('with'), when: part('when'), how: part('how'), link: part('link') };
  row.name.addEventListener('click', () => {
    if (!opened.delete(id)) opened.add(id);
    row.job = null;
    fill(jobs.get(id));
  });
  rows.set(id, row);
  return row;
}

// How long it takes, or took. What waits or runs for days is warned of: people should ask why.
function fillHow(row, job) {
  const now = Date.now();
  let how = '';
  let isLong = false;
  if (isOpen(job)) {
    const since = job.state === 'waiting' ? job.created : job.started;
    const time = span(since, '', now, text.units);
    isLong = isDaysAgo(since, now);
    if (time || isLong) how = text[job.state === 'waiting' ? 'waits' : 'runs'](time);
  } else if (job.ended) {
    const ran = job.started ? span(job.started, job.ended, now, text.units) : '';
    how = text.ended(shownAfter(job.ended, job.created, locale)) + (ran && ` · ${text.ran(ran)}`);
  }
  if (row.isLong !== isLong) {
    row.isLong = isLong;
    row.item.classList.toggle('long', isLong);
    row.how.replaceChildren(...(isLong ? [make('span', 'unseen', `${text.warning} `), make('span')] : [make('span')]));
  }
  set(row.how.lastChild, how);
}

function fillLink(row, job, title) {
  const url = job.binary ? linkTo(job.binary) : null;
  if (!url) return row.link.replaceChildren();
  const link = byId('link').content.firstElementChild.cloneNode(true);
  link.href = link.title = url.href;
  const [open, of, at, host] = link.children;
  open.textContent = text.report;
  of.textContent = `: ${title}`;
  if (url.origin === location.origin) {
    at.remove();
    host.remove();
  } else {
    at.textContent = ` ${text.at} `;
    host.textContent = hostOf(url);
  }
  // A report of the service itself needs the token, which a link does not send.
  if (url.href.startsWith(new URL('Binary/', service).href)) link.addEventListener('click', (event) => { event.preventDefault(); save(url, title); });
  row.link.replaceChildren(link);
}
async function save(url, title) {
  const kinds = { 'text/csv': '.csv', 'application/pdf': '.pdf', 'text/plain': '.txt' };
  const mine = token;
  try {
    const response = await fetch(url, { headers: { Authorization: `Bearer ${mine}`, 'Accept-Language': language }, cache: 'no-store', credentials: 'omit', redirect: 'manual', signal: AbortSignal.timeout(patience) });
    const bytes = await response.blob();
    if (mine !== token) return; // signed out in the meantime
    if (response.ok) {
      const file = make('a');
      file.href = URL.createObjectURL(bytes);
      file.download = title + (kinds[bytes.type.split(';')[0]] ?? '');
      file.click();
      setTimeout(() => URL.revokeObjectURL(file.href), late);
      return;
    }
    let said = '';
    try { said = outcomeText(JSON.parse(await bytes.text())); } catch { /* what its status means is said */ }
    problem = refusal(response, said);
  } catch {
    if (mine !== token) return;
    problem = { problem: 'offline' };
  }
  show();
  speak(`${byId('problem-title').textContent} ${byId('problem-text').textContent}`);
}

// All of it, of a row that was opened.
function fillFacts(row, job) {
  row.facts?.remove();
  row.facts = null;
  const isOpened = opened.has(job.id);
  row.name.setAttribute('aria-expanded', String(isOpened));
  if (!isOpened) return;
  const time = (value) => value && shownExactly(value, locale);
  const between = (from, to) => from && to ? span(from, to, 0, text.units) : '';
  const facts = [
    ...job.order.map((each) => [labelOf(each.name), valueText(each.value)]),
    [text.facts.status, job.status], [text.facts.created, time(job.created)], [text.facts.started, time(job.started)], [text.facts.ended, time(job.ended)],
    [text.facts.waited, between(job.created, job.started || job.ended)], [text.facts.ran, between(job.started, job.ended)],
    [text.facts.className, job.className], [text.facts.id, job.state === 'malformed' ? '' : job.id],
  ];
  row.facts = make('dl', 'facts');
  for (const [name, value] of facts) {
    if (!value) continue;
    const fact = make('div');
    fact.append(make('dt', '', name), make('dd', '', value));
    row.facts.append(fact);
  }
  row.item.append(row.facts);
}

function fill(job) {
  const row = rowOf(job.id);
  if (row.job === job && row.language === language) {
    if (isOpen(job)) fillHow(row, job);
    return row;
  }
  const hadFocus = row.link.contains(document.activeElement);
  const title = titleOf(job);
  set(row.title, title);
  setTitle(row.name, job.className);
  set(row.state, text.states[job.state]);
  setTitle(row.state, job.status);
  const order = orderText(job);
  set(row.status, job.remark);
  set(row.with, job.remark && order ? ` · ${order}` : order);
  set(row.when, job.created ? text.ordered(shown(job.created, locale)) : '');
  if (row.language !== language) row.isLong = undefined;
  fillHow(row, job);
  if (row.job?.binary !== job.binary || row.language !== language) fillLink(row, job, title);
  fillFacts(row, job);
  row.item.classList.remove(...states);
  row.item.classList.add(job.state);
  row.job = job;
  row.language = language;
  if (hadFocus) (row.link.firstChild ?? row.name).focus();
  return row;
}

// ---------------------------------------------------------------------------------------------------
// The list

// Puts the items into the list, in their order. `still` is not moved: it would lose the focus.
function arrange(list, items, still) {
  const wanted = new Set(items);
  for (const item of [...list.children]) if (!wanted.has(item)) item.remove();
  const at = items.indexOf(still);
  const place = (some, first) => {
    let next = first;
    for (const item of some) {
      if (item === next) next = item.nextSibling;
      else list.insertBefore(item, next);
    }
  };
  place(items.slice(0, Math.max(at, 0)), list.firstChild);
  place(items.slice(at + 1), at < 0 ? list.firstChild : still.nextSibling);
}

function showList(matching) {
  const list = byId('list');
  const focused = list.contains(document.activeElement) ? document.activeElement.closest('.job') : null;
  const index = focused ? [...list.children].indexOf(focused) : -1;
  shownJobs = matching.slice(0, shownCount);
  const items = shownJobs.map((job) => fill(job).item);
  list.classList.toggle('many', items.length > 2 * page);
  arrange(list, items, focused && items.includes(focused) ? focused : null);
  // What had the focus is gone: its replacement has it now.
  if (focused && !focused.isConnected) (list.children[Math.min(index, items.length - 1)]?.querySelector('.name') ?? byId('refresh')).focus();
}

const optional = ['cancelled', 'ended', 'malformed']; // are offered where there are some
function showFilter(found) {
  byId('choose').hidden = !jobs || jobs.size === 0;
  const filter = byId('filter');
  const counts = Object.fromEntries(states.map((each) => [each, 0]));
  for (const job of found) ++counts[job.state];
  for (const each of ['all', ...states]) {
    let input = filter.querySelector(`input[value=${each}]`);
    if (!input) {
      const label = make('label');
      input = make('input');
      input.type = 'radio';
      input.name = 'state';
      input.value = each;
      input.addEventListener('change', () => { shownState = each; shownCount = page; show(); });
      label.append(input, make('span'), make('span', 'count'));
      filter.append(label);
    }
    input.checked = each === shownState;
    input.parentNode.hidden = optional.includes(each) && each !== shownState && counts[each] === 0;
    set(input.nextSibling, text.states[each]);
    set(input.nextSibling.nextSibling, String(each === 'all' ? found.length : counts[each]));
  }
}

function problemText() {
  if (problem.problem === 'failed') return `${saidBy(problem)} ${text.again}`;
  return text.again;
}
function showProblem() {
  byId('problem').hidden = !problem;
  set(byId('problem-title'), problem ? text.problems[problem.problem] : '');
  set(byId('problem-text'), problem ? problemText() : '');
}

function showUpdated() {
  const paused = document.hidden;
  set(byId('updated'), updated ? text[paused ? 'paused' : 'updated'](clock(updated, locale)) : text.loading);
  byId('pulse').className = problem ? 'bad' : paused || !updated ? '' : 'live';
}

function showFault() {
  const what = !fault ? '' : fault.problem ? `${text.tokenWrong} ${saidBy(fault)}` : text[fault];
  set(byId('token-wrong'), what);
  byId('token').setAttribute('aria-invalid', String(what !== '' && fault !== 'signedOut'));
}

function show() {
  byId('entry').hidden = token !== null;
  byId('jobs').hidden = token === null;
  byId('sign-out').hidden = token === null;
  showFault();
  if (token === null) return;
  const found = jobs ? [...jobs.values()].filter(isSought) : [];
  const matching = shownState === 'all' ? found : found.filter((job) => job.state === shownState);
  showFilter(found);
  showProblem();
  showUpdated();
  showList(matching);
  byId('empty').hidden = !jobs || matching.length > 0;
  set(byId('empty'), jobs && jobs.size === 0 ? text.none : text.noneShown);
  const left = matching.length - shownCount;
  byId('more').hidden = !(left > 0);
  set(byId('more'), text.more(Math.min(page, left)));
  byId('every').hidden = !(left > page);
  set(byId('every'), text.every(matching.length));
}

function speakLanguage() {
  text = words[language];
  locale = localeOf(language);
  document.documentElement.lang = language;
  document.title = text.name;
  for (const each of document.querySelectorAll('[data-text]')) each.textContent = text[each.dataset.text];
  for (const each of document.querySelectorAll('[data-label]')) each.setAttribute('aria-label', text[each.dataset.label]);
  for (const each of document.querySelectorAll('[data-language]')) each.setAttribute('aria-pressed', String(each.dataset.language === language));
  show();
}

// ---------------------------------------------------------------------------------------------------
// How it goes on

const isSame = (a, b) => a !== undefined && JSON.stringify(a) === JSON.stringify(b);
const isChanged = (a, b) => !b || a.state !== b.state || a.status !== b.status || a.binary !== b.binary;

function take({ jobs: found, answer }) {
  const before = jobs;
  // What is as it was stays the same object, and its row is left alone.
  jobs = new Map(found.map((job) => [job.id, isSame(before?.get(job.id), job) ? before.get(job.id) : job]));
  lastAnswer = answer;
  for (const id of rows.keys()) if (!jobs.has(id)) rows.delete(id);
  for (const id of opened) if (!jobs.has(id)) opened.delete(id);
  const changed = !before ? [] : found.filter((job) => isChanged(job, before.get(job.id)));
  if (!before) speak(text.shown(jobs.size));
  else if (changed.length === 1) speak(text.changed(titleOf(changed[0]), [text.states[changed[0].state], changed[0].remark].filter(Boolean).join(', ')));
  else if (changed.length > 1) speak(text.changes(changed.length));
  else if (problem) speak(text.back);
  // Often where something happens; ever less often where nothing does, and least where nothing is to come.
  wait = changed.length > 0 || !before ? soon : Math.min(late, wait * (found.some(isOpen) ? 1.25 : 2));
  problem = null;
  updated = new Date();
  return changed;
}
// Draws the eye to the rows that have changed, where there are not too many to be looked at.
function mark(changed) {
  if (changed.length > page) return;
  const items = changed.map((job) => rows.get(job.id)?.item).filter((item) => item?.isConnected);
  for (const item of items) item.classList.remove('changed');
  if (items.length > 0) requestAnimationFrame(() => { for (const item of items) item.classList.add('changed'); });
}

async function refresh() {
  clearTimeout(timer);
  if (token === null || document.hidden) return;
  const answer = await ask();
  if (!answer || token === null) return;
  if (answer.status === 401) return leave(answer);
  if (answer.jobs) {
    const changed = take(answer);
    show();
    mark(changed);
  } else {
    const isNew = problem?.problem !== answer.problem;
    problem = answer;
    wait = isNew ? soon * 2 : Math.min(late, wait * 2);
    show();
    if (isNew) speak(`${byId('problem-title').textContent} ${byId('problem-text').textContent}`);
  }
  clearTimeout(timer);
  // Not all pages at once, when a server has come back.
  timer = setTimeout(refresh, wait * (0.9 + 0.2 * Math.random()));
}

// ---------------------------------------------------------------------------------------------------
// In and out

// A sign-out is noted for the other tabs: a word that means nothing, under the page's path. A tab that knew another one is
// signed out, also where it slept when that happened, or was closed and is opened again.
const noted = `signed out of ${new URL('.', document.baseURI).pathname}`;
const lastSignOut = () => { try { return localStorage.getItem(noted) ?? ''; } catch { return ''; } };
const isSignedOutElsewhere = () => token !== null && (keep.get('signed-out') ?? '') !== lastSignOut();

function enter(given) {
  token = given;
  keep.set('token', token);
  keep.set('signed-out', lastSignOut());
  fault = null;
  wait = soon;
  show();
  byId('main').focus();
  refresh();
}

function leave(why) {
  request?.abort();
  request = null;
  clearTimeout(timer);
  token = null;
  keep.drop('token');
  jobs = updated = problem = null;
  lastAnswer = '';
  shownState = 'all';
  shownCount = page;
  shownJobs = [];
  sought = [];
  byId('search').value = '';
  rows.clear();
  opened.clear();
  byId('list').replaceChildren();
  fault = why;
  show();
  byId('token').focus();
}
function leaveIfSignedOutElsewhere() {
  if (isSignedOutElsewhere()) leave('signedOut');
}

byId('token-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const input = byId('token');
  const given = input.value.trim().replace(/^Bearer +/i, '');
  if (/^[A-Za-z0-9._~+/-]+=*$/.test(given)) {
    input.value = '';
    return enter(given);
  }
  fault = given === '' ? 'tokenMissing' : 'tokenForm';
  showFault();
  input.focus();
});
byId('show').addEventListener('click', () => {
  const isShown = byId('token').type === 'password';
  byId('token').type = isShown ? 'text' : 'password';
  byId('show').setAttribute('aria-pressed', String(isShown));
});
byId('sign-out').addEventListener('click', () => {
  try { localStorage.setItem(noted, `${Date.now()} ${Math.random()}`); } catch { /* this tab alone */ }
  leave(null);
});
addEventListener('storage', leaveIfSignedOutElsewhere);
addEventListener('pageshow', leaveIfSignedOutElsewhere);

byId('refresh').addEventListener('click', () => { wait = soon; refresh(); });
function showFurther(count) {
  const first = shownCount;
  shownCount = count;
  show();
  const item = byId('list').children[first];
  if (item) { item.tabIndex = -1; item.focus(); }
}
byId('more').addEventListener('click', () => showFurther(shownCount + page));
byId('every').addEventListener('click', () => showFurther(Infinity));

let typing = 0;
byId('search').addEventListener('input', () => {
  sought = byId('search').value.normalize().toLocaleLowerCase(language).split(/\s+/).filter(Boolean);
  shownCount = page;
  show();
  clearTimeout(typing);
  const count = byId('filter').querySelector('input:checked ~ .count').textContent;
  typing = setTimeout(() => speak(text.shown(Number(count))), 700);
});
byId('search-form').addEventListener('submit', (event) => event.preventDefault());

for (const each of document.querySelectorAll('[data-language]'))
  each.addEventListener('click', () => {
    language = each.dataset.language;
    keep.set('language', language);
    // A link that asked for another language does so no longer.
    const url = new URL(location.href);
    if (url.searchParams.has('lang')) { url.searchParams.set('lang', language); history.replaceState(null, '', url); }
    speakLanguage();
  });
document.addEventListener('visibilitychange', () => {
  leaveIfSignedOutElsewhere();
  if (document.hidden) clearTimeout(timer);
  else { wait = soon; refresh(); }
  showUpdated();
});
addEventListener('online', () => { wait = soon; refresh(); });
addEventListener('offline', () => { if (token !== null) { problem = { problem: 'offline' }; show(); speak(text.problems.offline); } });
// Of what waits and runs, the time goes on.
setInterval(() => {
  if (document.hidden || token === null) return;
  for (const job of shownJobs) if (isOpen(job)) fillHow(rowOf(job.id), job);
}, 1000);

if (isSignedOutElsewhere()) {
  token = null;
  keep.drop('token');
  fault = 'signedOut';
}
speakLanguage();
if (token === null) byId('token').focus();
else refresh();
