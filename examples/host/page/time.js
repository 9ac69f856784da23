// Times as FHIR writes them, and as people read them. What is no more than a month or a year is made no day.

const form = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))?)?)?$/;

// Thousands of jobs have the same few times, and formats are slow: what was found is kept, within limits.
function remembered(find) {
  const found = new Map();
  return (text, ...more) => {
    const key = more.length > 0 ? `${text} ${more.join()}` : text;
    let value = found.get(key);
    if (value === undefined) {
      if (found.size > 20000) found.clear();
      found.set(key, value = find(text, ...more));
    }
    return value;
  };
}

const none = { precision: null, at: null };
const parse = remembered((text) => {
  const parts = form.exec(text);
  if (!parts) return none;
  const [, , month, day, hour, minute, second] = parts.map(Number);
  if (parts[2] && (month < 1 || month > 12)) return none;
  if (parts[4] && (hour > 23 || minute > 59 || second > 60)) return none;
  // A leap second is one to no browser, and the 30th of February is a day to some.
  const at = Date.parse(second === 60 ? text.replace(':60', ':59') : text);
  if (Number.isNaN(at) || (parts[3] && (day < 1 || new Date(Date.parse(text.slice(0, 10))).getUTCDate() !== day))) return none;
  return { at, precision: parts[4] ? 'time' : parts[3] ? 'day' : parts[2] ? 'month' : 'year' };
});
// `year`, `month`, `day` or `time`; nothing where it is none.
export const precisionOf = (text) => parse(text).precision;
const isTime = (text) => precisionOf(text) === 'time';
// Its beginning, in milliseconds since 1970; nothing if it is not a time.
export const momentOf = (text) => parse(text).at;
// The latest that it can be, in any zone.
function latest(text) {
  const at = momentOf(text);
  const days = { year: 366, month: 31, day: 1 }[precisionOf(text)];
  return days === undefined ? at : at + (days + 0.5) * 86400000;
}
// Whether days have gone by since.
export function isDaysAgo(text, now) {
  return text !== '' && now - latest(text) >= 86400000;
}

const made = new Map();
// A format takes longer to be made than to be used a hundred times.
function format(locale, options) {
  const key = locale + JSON.stringify(options);
  if (!made.has(key)) made.set(key, new Intl.DateTimeFormat(locale, options));
  return made.get(key);
}
const shapes = {
  year: { year: 'numeric', timeZone: 'UTC' }, month: { month: 'short', year: 'numeric', timeZone: 'UTC' },
  day: { dateStyle: 'medium', timeZone: 'UTC' }, time: { dateStyle: 'medium', timeStyle: 'short' },
};
const exactly = { dateStyle: 'medium', timeStyle: 'long' };

// As it is: a time in the reader's zone, a day without a time, a month without a day.
export const shown = remembered((text, locale) => {
  const { at, precision } = parse(text);
  return at === null ? text : format(locale, shapes[precision]).format(at);
});
// To the second, with its zone.
export const shownExactly = (text, locale) => isTime(text) ? format(locale, exactly).format(momentOf(text)) : shown(text, locale);
export const clock = (time, locale) => format(locale, { timeStyle: 'medium' }).format(time);
// Beside a time before it, a time of the same day needs no day, and one of the same year no year.
export function shownAfter(text, before, locale) {
  if (!isTime(text) || !isTime(before)) return shown(text, locale);
  const at = new Date(momentOf(text));
  const then = new Date(momentOf(before));
  if (at.getFullYear() !== then.getFullYear()) return shown(text, locale);
  const isSameDay = at.getMonth() === then.getMonth() && at.getDate() === then.getDate();
  const day = isSameDay ? {} : { day: 'numeric', month: 'short' };
  return format(locale, { ...day, hour: '2-digit', minute: '2-digit' }).format(at);
}

// The beginning of a day as a start, and its last second as an end, are that day, in the zone in which they are written.
const asDay = (text, pattern) => pattern.test(text) ? text.slice(0, 10) : text;
const shownRange = remembered((from, to, locale) => {
  const precision = precisionOf(from);
  if (precision !== precisionOf(to) || momentOf(to) < momentOf(from)) return `${shown(from, locale)} – ${shown(to, locale)}`;
  return format(locale, shapes[precision]).formatRange(momentOf(from), momentOf(to)).replace(/\s*[–-]\s*/, ' – ');
});
export function shownPeriod({ start = '', end = '' }, locale, words) {
  const from = asDay(start, /T00:00:00/);
  const to = asDay(end, /T23:59:59/);
  if (!to) return words.from(shown(from, locale));
  if (!from) return words.until(shown(to, locale));
  return shownRange(from, to, locale);
}

// `2 min 29 s`, `17 h` from one to the other, or until now; nothing if one of them is not an exact time.
export function span(from, to, now, units) {
  if (!isTime(from) || (to !== '' && !isTime(to))) return '';
  let seconds = Math.max(0, Math.floor(((to === '' ? now : momentOf(to)) - momentOf(from)) / 1000));
  if (seconds >= 10 * 86400) return `${Math.floor(seconds / 86400)} ${units.days}`;
  const parts = [];
  for (const [unit, length] of [['d', 86400], ['h', 3600], ['m', 60], ['s', 1]]) {
    const count = Math.floor(seconds / length);
    seconds -= count * length;
    if (count > 0 || (unit === 's' && parts.length === 0)) parts.push(`${count} ${units[unit]}`);
    else if (parts.length > 0) break;
    if (parts.length === 2 || count >= 10) break;
  }
  return parts.join(' ');
}
