// Shows a user's report jobs, and keeps them up to date. What comes from the server is only ever set as text.
'use strict';

const words = {
  en: {
    name: 'Reports', skip: 'Skip to the content', language: 'Language', signOut: 'Sign out',
    entryTitle: 'See your reports', entryText: 'Paste the access token that you were given.', token: 'Access token',
    show: 'Show', open: 'Show my reports', tokenNote: 'It stays in this tab, and is forgotten when you close it.',
    tokenMissing: 'Paste your access token first.', tokenForm: 'An access token has no blanks and no special letters.',
    tokenWrong: 'The access token was not accepted.',
    jobsTitle: 'Your reports', refresh: 'Update now', filter: 'Which reports to show', all: 'All',
    waiting: 'Waiting', running: 'Running', ended: 'Ended', malformed: 'Malformed', waited: 'Waited', waits: 'Has waited', ran: 'Ran', runs: 'Has run', created: 'Ordered',
    report: 'Open report', reportOf: 'Open the report', unnamed: 'Report without a name',
    loading: 'Getting your reports …', none: 'You have ordered no reports yet.', noneOfState: 'No reports here right now.',
    more: (n) => `Show ${n} more`,
    updated: (time) => `Updated ${time}`, paused: (time) => `Paused · updated ${time}`,
    offline: 'There is no connection.', offlineText: 'This page tries again by itself.',
    failed: 'Your reports could not be updated.', broken: 'The answer did not come whole. This page tries again by itself.',
    wrongAnswer: 'The server sent something else than reports.',
    shown: (n) => n === 1 ? 'One report.' : `${n} reports.`,
    changed: (name, state) => `${name}: ${state}`, changes: (n) => `${n} reports have changed.`, again: 'The connection is back.',
    units: { d: 'd', h: 'h', m: 'min', s: 's' },
  },
  da: {
    name: 'Rapporter', skip: 'Gå til indholdet', language: 'Sprog', signOut: 'Log ud',
    entryTitle: 'Se dine rapporter', entryText: 'Indsæt den adgangsnøgle, du har fået.', token: 'Adgangsnøgle',
    show: 'Vis', open: 'Vis mine rapporter', tokenNote: 'Den bliver i denne fane og glemmes, når du lukker den.',
    tokenMissing: 'Indsæt først din adgangsnøgle.', tokenForm: 'En adgangsnøgle har ingen mellemrum og ingen særlige bogstaver.',
    tokenWrong: 'Adgangsnøglen blev ikke godtaget.',
    jobsTitle: 'Dine rapporter', refresh: 'Opdatér nu', filter: 'Hvilke rapporter der vises', all: 'Alle',
    waiting: 'Venter', running: 'Kører', ended: 'Slut', malformed: 'Kan ikke læses', waited: 'Ventede', waits: 'Har ventet', ran: 'Kørte', runs: 'Har kørt', created: 'Bestilt',
    report: 'Åbn rapport', reportOf: 'Åbn rapporten', unnamed: 'Rapport uden navn',
    loading: 'Henter dine rapporter …', none: 'Du har ikke bestilt nogen rapporter endnu.', noneOfState: 'Ingen rapporter her lige nu.',
    more: (n) => `Vis ${n} mere`,
    updated: (time) => `Opdateret ${time}`, paused: (time) => `På pause · opdateret ${time}`,
    offline: 'Der er ingen forbindelse.', offlineText: 'Siden prøver selv igen.',
    failed: 'Dine rapporter kunne ikke opdateres.', broken: 'Svaret kom ikke helt frem. Siden prøver selv igen.',
    wrongAnswer: 'Serveren sendte noget andet end rapporter.',
    shown: (n) => n === 1 ? 'Én rapport.' : `${n} rapporter.`,
    changed: (name, state) => `${name}: ${state}`, changes: (n) => `${n} rapporter har ændret sig.`, again: 'Forbindelsen er tilbage.',
    units: { d: 'd', h: 't', m: 'min', s: 's' },
  },
};

const byId = (id) => document.getElementById(id);
const make = (tag, name, text) => {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  return made;
};
// What a browser forbids to keep, as in a private window, is kept for the page alone.
const kept = {};
const keep = {
  get: (name) => { try { return sessionStorage.getItem(name); } catch { return kept[name] ?? null; } },
  set: (name, value) => { kept[name] = value; try { sessionStorage.setItem(name, value); } catch { /* kept above */ } },
  drop: (name) => { delete kept[name]; try { sessionStorage.removeItem(name); } catch { /* dropped above */ } },
};

const states = ['waiting', 'running', 'ended'];
const page = 100; // so many jobs are shown at a time
const soon = 2000;
const late = 60000;

const asked = new URLSearchParams(location.search).get('lang');
const wanted = keep.get('language') ?? asked ?? (navigator.languages ?? [navigator.language]).map((each) => each.slice(0, 2))
  .find((each) => ['da', 'en', 'nb', 'nn', 'no', 'sv', 'fo'].includes(each)) ?? 'en';
let language = wanted === 'en' ? 'en' : 'da'; // our neighbours read Danish
let text = words[language];
let token = keep.get('token');
let jobs = null; // by id, the newest first; nothing before the first answer
let shownState = 'all';
let shownCount = page;
let updated = null;
let problem = null;
let wait = soon;
let timer = 0;
let request = null;
const rows = new Map();

// ---------------------------------------------------------------------------------------------------
// The server's answer

// Strings alone: whatever else stands there is not shown.
const string = (value) => typeof value === 'string' ? value : '';

// A job of an entry. One that is malformed keeps what can be read of it, and says what it is: nobody should wait for a
// report that the page has silently left out.
function jobOf(entry, index) {
  const list = (value) => Array.isArray(value) ? value : [];
  const resource = entry?.resource;
  const job = list(resource?.parameter).find((each) => each?.name === 'reportJob');
  let whole = resource?.resourceType === 'Parameters' && job !== undefined && string(resource.id) !== '';
  const part = (name, valueOf, { required = false, time = false } = {}) => {
    const found = list(job?.part).filter((each) => each?.name === name);
    const value = string(valueOf(found[0] ?? {}));
    if (found.length > 1 || ((required || found.length === 1) && value === '')) whole = false;
    if (time && value !== '' && Number.isNaN(Date.parse(value))) whole = false;
    return value;
  };
  const text = (each) => each.valueString;
  const moment = (each) => each.valueDateTime;
  const read = {
    className: part('reportClass', text, { required: true }), status: part('status', text, { required: true }),
    binary: part('binary', (each) => each.valueReference?.reference), created: part('created', moment, { required: true, time: true }),
    started: part('started', moment, { time: true }), ended: part('ended', moment, { time: true }),
  };
  read.id = whole ? resource.id : `malformed ${index}`;
  read.state = !whole ? 'malformed' : read.ended ? 'ended' : read.started ? 'running' : 'waiting';
  return read;
}
// The jobs of a Bundle: of two with one id, the second is malformed.
function jobsOf(entries) {
  const ids = new Set();
  return entries.map((entry, i) => {
    const job = jobOf(entry, i);
    if (ids.has(job.id)) Object.assign(job, { id: `malformed ${i}`, state: 'malformed' });
    ids.add(job.id);
    return job;
  });
}

function outcomeText(body) {
  if (body?.resourceType !== 'OperationOutcome' || !Array.isArray(body.issue)) return '';
  return body.issue.map((each) => string(each?.details?.text) || string(each?.diagnostics)).filter(Boolean).join(' ');
}

async function ask() {
  request?.abort();
  const mine = request = new AbortController();
  const timeout = setTimeout(() => mine.abort('late'), 60000);
  try {
    const service = new URL(`${document.documentElement.dataset.service}/`, document.baseURI);
    const response = await fetch(new URL('$get-report-job-status', service), {
      headers: { Accept: 'application/fhir+json', Authorization: `Bearer ${token}` },
      cache: 'no-store', credentials: 'omit', redirect: 'error', signal: mine.signal,
    });
    let body = null;
    try {
      body = await response.json();
    } catch (error) {
      if (response.ok) return { problem: error instanceof SyntaxError ? 'wrongAnswer' : 'broken', detail: '' };
    }
    if (response.status === 401) return { refused: outcomeText(body) || ' ' };
    if (!response.ok) return { problem: 'failed', detail: outcomeText(body) || `HTTP ${response.status}` };
    const entries = body?.entry ?? [];
    if (body?.resourceType !== 'Bundle' || !Array.isArray(entries)) return { problem: 'wrongAnswer', detail: '' };
    return { jobs: jobsOf(entries) };
  } catch {
    return mine !== request ? null : { problem: 'offline', detail: text.offlineText };
  } finally {
    clearTimeout(timeout);
  }
}

// ---------------------------------------------------------------------------------------------------
// Words

// `com.example.reports.PatientsUsageReport` as `Patients usage report`.
function readable(className) {
  const last = className.split('.').pop() || className;
  const apart = last.replace(/[_$-]+/g, ' ').replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2').replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2').trim();
  const low = apart.split(' ').map((word, i) => i > 0 && !/^\p{Lu}{2,}$/u.test(word) ? word.toLocaleLowerCase(language) : word).join(' ');
  return low || text.unnamed;
}
function span(from, to) {
  const first = Date.parse(from);
  const last = to === null ? Date.now() : Date.parse(to);
  if (Number.isNaN(first) || Number.isNaN(last) || !from.includes('T')) return '–';
  let seconds = Math.max(0, Math.floor((last - first) / 1000));
  const parts = [];
  for (const [unit, length] of [['d', 86400], ['h', 3600], ['m', 60], ['s', 1]]) {
    const count = Math.floor(seconds / length);
    seconds -= count * length;
    if (count > 0 || (unit === 's' && parts.length === 0)) parts.push(`${count} ${text.units[unit]}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(' ');
}
function moment(time) {
  const parsed = new Date(time);
  if (Number.isNaN(parsed.getTime())) return time;
  const options = time.includes('T') ? { dateStyle: 'medium', timeStyle: 'short' } : { dateStyle: 'medium', timeZone: 'UTC' };
  return new Intl.DateTimeFormat(language === 'da' ? 'da-DK' : 'en-GB', options).format(parsed);
}
const clock = (time) => new Intl.DateTimeFormat(language === 'da' ? 'da-DK' : 'en-GB', { timeStyle: 'medium' }).format(time);

// Links go to the web alone: no `javascript:`, whatever a job says.
function linkTo(reference) {
  try {
    const url = new URL(reference, new URL(`${document.documentElement.dataset.service}/`, document.baseURI));
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}

function speak(what) {
  byId('spoken').textContent = what;
}

// ---------------------------------------------------------------------------------------------------
// What is shown

const set = (element, value) => { if (element.textContent !== value) element.textContent = value; };

function rowOf(id) {
  let row = rows.get(id);
  if (row) return row;
  row = { item: make('li', 'job') };
  const what = make('div', 'what');
  row.title = make('h2');
  row.when = make('p', 'when');
  const stand = make('p', 'stand');
  row.state = make('span', 'state');
  row.status = make('span', 'status');
  stand.append(row.state, row.status);
  what.append(row.title, row.when, stand);
  const times = make('dl');
  for (const name of ['waited', 'ran']) {
    const time = make('div', 'time');
    row[`${name}Name`] = make('dt');
    row[name] = make('dd');
    time.append(row[`${name}Name`], row[name]);
    times.append(time);
  }
  row.link = make('div', 'link');
  row.item.append(what, times, row.link);
  rows.set(id, row);
  return row;
}

function fillTimes(row, job) {
  set(row.waited, span(job.created, job.started || job.ended || null));
  set(row.ran, job.started ? span(job.started, job.ended || null) : '–');
}

function fill(job) {
  const row = rowOf(job.id);
  const name = readable(job.className);
  set(row.title, name);
  row.title.title = job.className;
  set(row.when, job.created ? `${text.created} ${moment(job.created)}` : '');
  set(row.state, text[job.state]);
  set(row.status, job.status);
  set(row.waitedName, text[job.state === 'waiting' ? 'waits' : 'waited']);
  set(row.ranName, text[job.state === 'running' ? 'runs' : 'ran']);
  fillTimes(row, job);
  const tone = job.state === 'malformed' ? 'bad' : job.state !== 'ended' ? job.state : /^(fail|error)/i.test(job.status) ? 'bad' : /^done$/i.test(job.status) ? 'done' : 'ended';
  row.item.classList.remove('waiting', 'running', 'ended', 'done', 'bad');
  row.item.classList.add(tone);
  const url = job.binary ? linkTo(job.binary) : null;
  let link = row.link.firstChild;
  if (url && !link) {
    link = make('a');
    link.rel = 'noopener noreferrer';
    link.target = '_blank';
    row.link.append(link);
  }
  if (url) {
    if (link.href !== url) link.href = url;
    set(link, text.report);
    link.setAttribute('aria-label', `${text.reportOf}: ${name}`);
  } else {
    link?.remove();
  }
  return row.item;
}

function showFilter() {
  const filter = byId('filter');
  filter.hidden = !jobs || jobs.size === 0;
  for (const each of ['all', ...states]) {
    let input = filter.querySelector(`input[value=${each}]`);
    if (!input) {
      const label = make('label');
      input = make('input');
      input.type = 'radio';
      input.name = 'state';
      input.value = each;
      input.checked = each === shownState;
      input.addEventListener('change', () => { shownState = each; shownCount = page; show(); });
      label.append(input, make('span'), make('span', 'count'));
      filter.append(label);
    }
    const count = !jobs ? 0 : each === 'all' ? jobs.size : [...jobs.values()].filter((job) => job.state === each).length;
    set(input.nextSibling, text[each]);
    set(input.nextSibling.nextSibling, String(count));
  }
}

function showProblem() {
  byId('problem').hidden = !problem;
  set(byId('problem-title'), problem ? text[problem.problem === 'wrongAnswer' ? 'wrongAnswer' : problem.problem === 'offline' ? 'offline' : 'failed'] : '');
  set(byId('problem-text'), problem ? problem.problem === 'broken' ? text.broken : problem.problem === 'offline' ? text.offlineText : problem.detail : '');
}

function showUpdated() {
  const paused = document.hidden;
  set(byId('updated'), updated ? text[paused ? 'paused' : 'updated'](clock(updated)) : text.loading);
  byId('pulse').className = problem ? 'bad' : paused || !updated ? '' : 'live';
}

function show() {
  byId('entry').hidden = token !== null;
  byId('jobs').hidden = token === null;
  byId('sign-out').hidden = token === null;
  if (token === null) return;
  showFilter();
  showProblem();
  showUpdated();
  const list = byId('list');
  const matching = !jobs ? [] : [...jobs.values()].filter((job) => shownState === 'all' || job.state === shownState);
  const items = matching.slice(0, shownCount).map(fill);
  // Moved only where they must be: what has the focus keeps it.
  items.forEach((item, i) => { if (list.children[i] !== item) list.insertBefore(item, list.children[i] ?? null); });
  while (list.children.length > items.length) list.lastChild.remove();
  const empty = byId('empty');
  empty.hidden = !jobs || matching.length > 0;
  set(empty, jobs && jobs.size === 0 ? text.none : text.noneOfState);
  const more = byId('more');
  more.hidden = matching.length <= shownCount;
  set(more, text.more(Math.min(page, matching.length - shownCount)));
}

function speakLanguage() {
  text = words[language];
  document.documentElement.lang = language;
  document.title = text.name;
  for (const each of document.querySelectorAll('[data-text]')) each.textContent = text[each.dataset.text];
  for (const each of document.querySelectorAll('[data-label]')) each.setAttribute('aria-label', text[each.dataset.label]);
  for (const each of document.querySelectorAll('[data-language]')) each.setAttribute('aria-pressed', String(each.dataset.language === language));
  show();
}

// ---------------------------------------------------------------------------------------------------
// How it goes on

function take(found) {
  found.sort((a, b) => (Date.parse(b.created) || 0) - (Date.parse(a.created) || 0));
  const before = jobs;
  jobs = new Map(found.map((job) => [job.id, job]));
  for (const id of rows.keys()) if (!jobs.has(id)) rows.delete(id);
  const changed = !before ? [] : found.filter((job) => {
    const old = before.get(job.id);
    return !old || old.state !== job.state || old.status !== job.status || old.binary !== job.binary;
  });
  for (const job of changed) {
    const { item } = rowOf(job.id);
    item.classList.remove('changed');
    requestAnimationFrame(() => item.classList.add('changed'));
  }
  if (!before) speak(text.shown(jobs.size));
  else if (changed.length === 1) speak(text.changed(readable(changed[0].className), `${text[changed[0].state]}, ${changed[0].status}`));
  else if (changed.length > 1) speak(text.changes(changed.length));
  else if (problem) speak(text.again);
  // Often where something happens; ever less often where nothing does, and least where nothing is to come.
  const open = found.some((job) => job.state === 'waiting' || job.state === 'running');
  wait = changed.length > 0 || !before ? soon : Math.min(late, wait * (open ? 1.25 : 2));
  problem = null;
  updated = new Date();
}

async function refresh() {
  clearTimeout(timer);
  if (token === null || document.hidden) return;
  const answer = await ask();
  if (!answer || token === null) return;
  if (answer.refused) return leave(`${text.tokenWrong} ${answer.refused}`.trim());
  if (answer.jobs) {
    take(answer.jobs);
  } else {
    const isNew = problem?.problem !== answer.problem;
    problem = answer;
    wait = isNew ? soon * 2 : Math.min(late, wait * 2);
    showProblem();
    if (isNew) speak(`${byId('problem-title').textContent} ${byId('problem-text').textContent}`);
  }
  show();
  clearTimeout(timer);
  // Not all pages at once, when a server has come back.
  timer = setTimeout(refresh, wait * (0.9 + 0.2 * Math.random()));
}

function leave(why) {
  request?.abort();
  clearTimeout(timer);
  token = null;
  keep.drop('token');
  jobs = updated = problem = null;
  rows.clear();
  byId('list').replaceChildren();
  show();
  wrong(why);
  byId('token').focus();
}

function wrong(why) {
  set(byId('token-wrong'), why);
  byId('token').setAttribute('aria-invalid', String(why !== ''));
}

byId('token-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const input = byId('token');
  const given = input.value.trim().replace(/^Bearer +/i, '');
  const fault = given === '' ? text.tokenMissing : /^[A-Za-z0-9._~+/-]+=*$/.test(given) ? '' : text.tokenForm;
  wrong(fault);
  if (fault) return input.focus();
  token = given;
  keep.set('token', token);
  input.value = '';
  wait = soon;
  show();
  byId('main').focus();
  refresh();
});
byId('show').addEventListener('click', () => {
  const shown = byId('token').type === 'password';
  byId('token').type = shown ? 'text' : 'password';
  byId('show').setAttribute('aria-pressed', String(shown));
});
byId('sign-out').addEventListener('click', () => leave(''));
byId('refresh').addEventListener('click', () => { wait = soon; refresh(); });
byId('more').addEventListener('click', () => {
  const first = shownCount;
  shownCount += page;
  show();
  const item = byId('list').children[first];
  if (item) { item.tabIndex = -1; item.focus(); }
});
for (const each of document.querySelectorAll('[data-language]'))
  each.addEventListener('click', () => { language = each.dataset.language; keep.set('language', language); speakLanguage(); });
document.addEventListener('visibilitychange', () => {
  if (document.hidden) clearTimeout(timer);
  else { wait = soon; refresh(); }
  showUpdated();
});
addEventListener('online', () => { wait = soon; refresh(); });
addEventListener('offline', () => { if (token !== null) { problem = { problem: 'offline' }; show(); speak(text.offline); } });
// Of what runs, the time goes on.
setInterval(() => {
  if (document.hidden || !jobs) return;
  for (const [id, row] of rows) {
    const job = jobs.get(id);
    if (job && job.state !== 'ended' && row.item.isConnected) fillTimes(row, job);
  }
}, 1000);

speakLanguage();
if (token === null) byId('token').focus();
else refresh();
