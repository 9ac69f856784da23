// The server's answer as jobs. What comes from it is text, and never more.

import { momentOf, precisionOf } from './time.js';

// Strings alone: whatever else is there is not shown.
export const string = (value) => typeof value === 'string' ? value : '';
const list = (value) => Array.isArray(value) ? value : [];

// `status` is an open set. These words of it say no more than the state does.
const known = {
  waiting: /^(queued|scheduled|pending|waiting|created|requested|accepted|ready)$/i,
  running: /^(running|started|in[ _-]?progress|processing|executing|active)$/i,
  done: /^(done|completed?|finished|success(ful)?|succeeded)$/i,
  failed: /^(failed|failure|error|timed[ _-]?out|timeout)$/i,
  cancelled: /^(cancell?ed|aborted|stopped|revoked)$/i,
};
// Those that begin so say more, such as `FAILED: disk full`.
const because = { failed: /^(failed|failure|error)(?!\p{L})/iu, cancelled: /^(cancell?ed|aborted)(?!\p{L})/iu };

export const states = ['waiting', 'running', 'done', 'failed', 'cancelled', 'ended', 'malformed'];
export const isOpen = (job) => job.state === 'waiting' || job.state === 'running';

// The times say whether a job has begun and ended, its status how it ended. A status that is final is believed
// where `ended` is missing.
function stateOf({ status, started, ended }) {
  const word = status.trim();
  for (const each of ['done', 'failed', 'cancelled']) if (known[each].test(word)) return each;
  for (const each of ['failed', 'cancelled']) if (because[each].test(word)) return each;
  return ended ? 'ended' : started ? 'running' : 'waiting';
}

// The value of a parameter, whatever type it has: the name of the type, and the value.
function valueOf(parameter) {
  const name = Object.keys(parameter).find((each) => each.startsWith('value') && each.length > 5);
  return name ? { type: name.slice(5), value: parameter[name] } : null;
}
const isTime = (value) => typeof value === 'string' && precisionOf(value) !== null;
// The limits of parts such as `from` and `to`; nothing where there are others among them.
function limitsOf(parameters) {
  const limits = {};
  for (const each of parameters) {
    const end = { from: 'start', start: 'start', to: 'end', end: 'end', until: 'end' }[each?.name];
    const value = end && valueOf(each)?.value;
    if (!isTime(value) || end in limits) return null;
    limits[end] = value;
  }
  return 'start' in limits || 'end' in limits ? limits : null;
}

// What a job was ordered with: `{ name, value }`, where the value is a text, a boolean, a time (`{ at }`) or period
// (`{ start, end }`) as they are written, or a list of these. What jobs of one class differ in comes first.
const first = ['period', 'organization'];
function orderOf(parameters) {
  const read = [];
  const limits = list(parameters?.parameter).filter((each) => /^(from|to|start|end|until)$/.test(each?.name));
  const period = limitsOf(limits);
  if (period) read.push({ name: 'period', value: period });
  for (const each of list(parameters?.parameter)) {
    if (each === null || typeof each !== 'object' || (period && limits.includes(each))) continue;
    read.push({ name: string(each.name), value: readValue(each) });
  }
  const rank = ({ name }) => first.includes(name) ? first.indexOf(name) : first.length;
  return read.sort((a, b) => rank(a) - rank(b));
}
function readValue(parameter, depth = 0) {
  const found = valueOf(parameter);
  if (found === null) {
    const parts = list(parameter.part).filter((each) => each !== null && typeof each === 'object');
    if (parts.length > 0 && depth < 3) return limitsOf(parts) ?? parts.map((each) => ({ name: string(each.name), value: readValue(each, depth + 1) }));
    return string(parameter.resource?.resourceType) || '…';
  }
  const { type, value } = found;
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return isTime(value) && /^(Date|DateTime|Instant)$/.test(type) ? { at: value } : value;
  if (type === 'Period' && (isTime(value?.start) || isTime(value?.end)))
    return { ...(isTime(value.start) ? { start: value.start } : {}), ...(isTime(value.end) ? { end: value.end } : {}) };
  const coding = list(value?.coding)[0];
  const shown = [value?.display, value?.text, coding?.display, coding?.code, value?.code && !('value' in value) ? value.code : '', value?.reference, value?.identifier?.value].find((each) => string(each).trim());
  if (shown) return shown;
  if (typeof value?.value === 'number' || string(value?.value)) return [value.value, string(value.unit) || string(value.code) || string(value.currency)].join(' ').trim();
  return '…';
}

// A job of an entry. One that is malformed keeps what can be read of it, and says what it is: nobody should wait for a
// report that the page has silently left out.
function jobOf(entry, index) {
  const resource = entry?.resource;
  const job = list(resource?.parameter).find((each) => each?.name === 'reportJob');
  let whole = resource?.resourceType === 'Parameters' && job !== undefined && string(resource.id) !== '';
  const one = (name) => {
    const found = list(job?.part).filter((each) => each?.name === name);
    if (found.length > 1) whole = false;
    return found[0];
  };
  const part = (name, valueOf, { required = false, time = false } = {}) => {
    const found = one(name);
    const value = found ? string(valueOf(found)) : '';
    if ((required || found) && value === '') whole = false;
    if (time && value !== '' && momentOf(value) === null) whole = false;
    return value;
  };
  const text = (each) => each.valueString;
  const moment = (each) => each.valueDateTime;
  const read = {
    className: part('reportClass', text, { required: true }), status: part('status', text, { required: true }),
    binary: part('binary', (each) => each.valueReference?.reference), created: part('created', moment, { required: true, time: true }),
    started: part('started', moment, { time: true }), ended: part('ended', moment, { time: true }),
    order: orderOf(one('parameters')?.resource),
  };
  read.id = whole ? resource.id : `malformed ${index}`;
  read.state = whole ? stateOf(read) : 'malformed';
  // Said beside the state only where it says more.
  read.remark = known[read.state]?.test(read.status.trim()) ? '' : read.status;
  read.time = momentOf(read.created) ?? 0;
  return read;
}

// The jobs of a Bundle, the newest first: of two with one id, the second is malformed. Nothing where it is none.
export function jobsOf(bundle) {
  const entries = bundle?.entry ?? [];
  if (bundle?.resourceType !== 'Bundle' || !Array.isArray(entries)) return null;
  const ids = new Set();
  const jobs = entries.map((entry, i) => {
    const job = jobOf(entry, i);
    if (ids.has(job.id)) Object.assign(job, { id: `malformed ${i}`, state: 'malformed' });
    ids.add(job.id);
    return job;
  });
  return jobs.sort((a, b) => b.time - a.time);
}

export function outcomeText(body) {
  if (body?.resourceType !== 'OperationOutcome') return '';
  return list(body.issue).map((each) => string(each?.details?.text) || string(each?.diagnostics)).filter(Boolean).join(' ');
}
