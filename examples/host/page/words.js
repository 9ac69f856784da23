// What the page says, in the languages it speaks.

const english = {
  name: 'Reports', skip: 'Skip to the content', language: 'Language', signOut: 'Sign out',
  entryTitle: 'See your reports', entryText: 'Paste the access token that you were given.', token: 'Access token',
  show: 'Show', open: 'Show my reports', tokenNote: 'It stays in this tab, and is forgotten when you close it.',
  tokenMissing: 'Paste your access token first.', tokenForm: 'An access token has no blanks and no special letters.',
  tokenWrong: 'The access token was not accepted.', signedOut: 'You have signed out in another tab.',
  jobsTitle: 'Your reports', refresh: 'Update now', filter: 'Which reports to show', search: 'Search',
  states: { all: 'All', waiting: 'Waiting', running: 'Running', done: 'Done', failed: 'Failed', cancelled: 'Cancelled', ended: 'Ended', malformed: 'Malformed' },
  waits: (time) => time ? `Has waited ${time}` : 'Has waited for days', runs: (time) => time ? `Has run ${time}` : 'Has run for days',
  ordered: (time) => `Ordered ${time}`, ended: (time) => `Ended ${time}`, ran: (time) => `ran ${time}`,
  from: (time) => `from ${time}`, until: (time) => `until ${time}`, yes: 'yes', no: 'no',
  report: 'Open report', at: 'at', unnamed: 'Report without a name', warning: 'Warning:',
  facts: { className: 'Report class', id: 'Job', status: 'Status', created: 'Ordered', started: 'Started', ended: 'Ended', waited: 'Waited', ran: 'Ran' },
  parameters: {
    organization: 'Organisation', period: 'Period', anonymization: 'Anonymisation', condition: 'Condition', conditionCode: 'Condition',
    devicetype: 'Device type', patient: 'Patient', practitioner: 'Practitioner', status: 'Status', plan: 'Plan', questionnaire: 'Questionnaire',
    careteam: 'Care team', tag: 'Tag', seller: 'Supplier', _partition: 'Partition',
  },
  loading: 'Getting your reports …', none: 'You have ordered no reports yet.', noneShown: 'No reports here right now.',
  more: (n) => `Show ${n} more`, every: (n) => `Show all ${n}`,
  updated: (time) => `Updated ${time}`, paused: (time) => `Paused · updated ${time}`,
  problems: {
    offline: 'There is no connection.', late: 'The server has not answered in time.', broken: 'The answer did not come whole.',
    malformed: 'The server sent something else than reports.', failed: 'Your reports could not be updated.',
  },
  again: 'This page tries again by itself.',
  // For what a server says in another language, by the status of its answer.
  answers: {
    400: 'The server did not understand the request.', 401: 'It is unknown, or has expired.', 403: 'You may not see these reports.',
    404: 'The server has no reports at this address.', 408: 'The request took too long to get there.',
    429: 'It was asked too often. Wait a little.', 500: 'The server failed: its log says what happened.',
    502: 'The server behind this address does not answer.', 503: 'The server is too busy, or cannot reach its database. Try again in a moment.',
    504: 'The server behind this address does not answer in time.',
  },
  shown: (n) => n === 1 ? 'One report.' : `${n} reports.`,
  changed: (name, state) => `${name}: ${state}`, changes: (n) => `${n} reports have changed.`, back: 'The connection is back.',
  units: { days: 'days', d: 'd', h: 'h', m: 'min', s: 's' },
};

const danish = {
  name: 'Rapporter', skip: 'Gå til indholdet', language: 'Sprog', signOut: 'Log ud',
  entryTitle: 'Se dine rapporter', entryText: 'Indsæt den adgangsnøgle, du har fået.', token: 'Adgangsnøgle',
  show: 'Vis', open: 'Vis mine rapporter', tokenNote: 'Den bliver i denne fane og glemmes, når du lukker den.',
  tokenMissing: 'Indsæt først din adgangsnøgle.', tokenForm: 'En adgangsnøgle har ingen mellemrum og ingen særlige bogstaver.',
  tokenWrong: 'Adgangsnøglen blev ikke godtaget.', signedOut: 'Du har logget ud i en anden fane.',
  jobsTitle: 'Dine rapporter', refresh: 'Opdatér nu', filter: 'Hvilke rapporter der vises', search: 'Søg',
  states: { all: 'Alle', waiting: 'Venter', running: 'Kører', done: 'Færdig', failed: 'Fejlet', cancelled: 'Annulleret', ended: 'Slut', malformed: 'Kan ikke læses' },
  waits: (time) => time ? `Har ventet ${time}` : 'Har ventet i dagevis', runs: (time) => time ? `Har kørt ${time}` : 'Har kørt i dagevis',
  ordered: (time) => `Bestilt ${time}`, ended: (time) => `Slut ${time}`, ran: (time) => `kørte ${time}`,
  from: (time) => `fra ${time}`, until: (time) => `til ${time}`, yes: 'ja', no: 'nej',
  report: 'Åbn rapport', at: 'hos', unnamed: 'Rapport uden navn', warning: 'Advarsel:',
  facts: { className: 'Rapportklasse', id: 'Job', status: 'Status', created: 'Bestilt', started: 'Startet', ended: 'Slut', waited: 'Ventede', ran: 'Kørte' },
  parameters: {
    organization: 'Organisation', period: 'Periode', anonymization: 'Anonymisering', condition: 'Tilstand', conditionCode: 'Tilstand',
    devicetype: 'Enhedstype', patient: 'Patient', practitioner: 'Behandler', status: 'Status', plan: 'Plan', questionnaire: 'Spørgeskema',
    careteam: 'Careteam', tag: 'Mærke', seller: 'Leverandør', _partition: 'Partition',
  },
  loading: 'Henter dine rapporter …', none: 'Du har ikke bestilt nogen rapporter endnu.', noneShown: 'Ingen rapporter her lige nu.',
  more: (n) => `Vis ${n} mere`, every: (n) => `Vis alle ${n}`,
  updated: (time) => `Opdateret ${time}`, paused: (time) => `På pause · opdateret ${time}`,
  problems: {
    offline: 'Der er ingen forbindelse.', late: 'Serveren har ikke svaret i tide.', broken: 'Svaret kom ikke helt frem.',
    malformed: 'Serveren sendte noget andet end rapporter.', failed: 'Dine rapporter kunne ikke opdateres.',
  },
  again: 'Siden prøver selv igen.',
  answers: {
    400: 'Serveren forstod ikke forespørgslen.', 401: 'Den er ukendt, eller den er udløbet.', 403: 'Du har ikke adgang til rapporterne.',
    404: 'Serveren har ingen rapporter på denne adresse.', 408: 'Forespørgslen var for længe undervejs.',
    429: 'Der er spurgt for ofte. Vent lidt.', 500: 'Der er fejl på serveren: dens log siger, hvad der er sket.',
    502: 'Serveren bag denne adresse svarer ikke.', 503: 'Serveren har for travlt, eller dens database kan ikke nås. Prøv igen om lidt.',
    504: 'Serveren bag denne adresse svarer ikke i tide.',
  },
  shown: (n) => n === 1 ? 'Én rapport.' : `${n} rapporter.`,
  changed: (name, state) => `${name}: ${state}`, changes: (n) => `${n} rapporter har ændret sig.`, back: 'Forbindelsen er tilbage.',
  units: { days: 'dage', d: 'd', h: 't', m: 'min', s: 's' },
};

const neighbours = ['nb', 'nn', 'no', 'sv', 'fo', 'kl']; // who read Danish rather than English

// The page's words and formats of times, in the first of the languages (`da-DK`, `en_GB`, ...) that it speaks.
export function languageOf(tags) {
  for (const tag of tags) {
    const primary = String(tag).toLowerCase().split(/[-_]/)[0];
    if (primary === 'da' || neighbours.includes(primary)) return 'da';
    if (primary === 'en') return 'en';
  }
  return 'en';
}
export const words = { da: danish, en: english };
export const localeOf = (language) => language === 'da' ? 'da-DK' : 'en-GB';
