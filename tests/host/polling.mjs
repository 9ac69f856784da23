// Clients that others wrote order a report that is made later, ask for it at their own pace until it is there, and cancel
// one; each by its own means as far as it has them.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Client from 'fhir-kit-client';
import { check, database, expect, get, guide, newToken, other, same, sleep, start } from './support.mjs';

const require = createRequire(import.meta.url);
globalThis.WebSocket ??= class {}; // looked for by a part of Medplum's client that is not used here
const fhirclient = require('fhirclient');
const { MedplumClient } = require('@medplum/core');

const file = database();
const token = newToken(file, guide);
const theirToken = newToken(file, other);
const host = await start(file, '--report-seconds', '3');
const name = 'execute-patient-usage-stats'; // one that can be answered later, and is only where the client prefers it
const input = { resourceType: 'Parameters', parameter: [{ name: 'anonymization', valueString: 'None' }] };
const never = `${host.service}/async/0123456789abcdef0123456789abcdef`;
const json = { 'Content-Type': 'application/fhir+json' };

// Each gives back status, headers (a Headers) and content, whatever the status.
const kitOf = (bearerToken) => {
  const kit = new Client({ baseUrl: host.service, bearerToken });
  const whole = async (promise) => {
    try {
      const data = await promise;
      const { response } = Client.httpFor(data);
      return { status: response.status, headers: response.headers, data };
    } catch (error) {
      if (!error.response) throw error;
      return { status: error.response.status, headers: error.config.headers, data: error.response.data };
    }
  };
  return {
    order: () => whole(kit.operation({ name, input, options: { headers: { Prefer: 'respond-async' } } })),
    ask: (url) => whole(kit.request(url)),
    cancel: (url) => whole(kit.request(url, { method: 'DELETE' })),
  };
};
const smartOf = (access_token) => {
  const session = new Map();
  const storage = { get: async (key) => session.get(key), set: async (key, value) => session.set(key, value), unset: async (key) => session.delete(key) };
  const smart = fhirclient({ headers: { host: 'localhost' }, url: '/', socket: {} }, {}, storage)
    .client({ serverUrl: host.service, tokenResponse: { access_token } });
  const whole = async (options) => {
    try {
      const { response, body } = await smart.request({ ...options, includeResponse: true });
      return { status: response.status, headers: response.headers, data: body };
    } catch (error) {
      if (!error.response) throw error;
      return { status: error.response.status, headers: error.response.headers, data: { resourceType: 'OperationOutcome', said: error.message } };
    }
  };
  return {
    order: () => whole({ url: `$${name}`, method: 'POST', body: JSON.stringify(input), headers: { ...json, Prefer: 'respond-async' } }),
    ask: (url) => whole({ url, headers: { Accept: 'application/fhir+json' } }),
    cancel: (url) => whole({ url, method: 'DELETE' }),
  };
};

function isReport(binary) {
  same(binary?.resourceType, 'Binary', JSON.stringify(binary)?.slice(0, 300));
  const text = Buffer.from(binary.data, 'base64').toString();
  expect(text.startsWith('report,jobs\r\n') && text.includes('"dk.example.reports.FritekstRapport",1\r\n'), text);
}
function isAccepted(answer) {
  same(answer.status, 202);
  const url = answer.headers.get('content-location');
  expect(url?.startsWith(`${host.service}/async/`), `Content-Location: ${url}`);
  same(answer.data.resourceType, 'OperationOutcome');
  return url;
}

for (const [who, of] of [['fhir-kit-client', kitOf], ['fhirclient', smartOf]]) {
  const [mine, theirs] = [of(token), of(theirToken)];
  await check(`${who}: a report is ordered, asked for as Retry-After says, and read`, async () => {
    const url = isAccepted(await mine.order());
    const seen = [];
    let answer = await mine.ask(url); // at once
    while (answer.status === 202) {
      same(answer.data.resourceType, 'OperationOutcome');
      seen.push(answer.headers.get('x-progress'));
      await sleep(1000 * Number(answer.headers.get('retry-after')));
      answer = await mine.ask(url);
    }
    same(answer.status, 200, JSON.stringify(answer.data));
    expect(seen.length >= 2 && seen.every((each) => ['SCHEDULED', 'RUNNING'].includes(each)), `progress: ${seen.join()}`);
    isReport(answer.data);
    isReport((await mine.ask(url)).data); // it stays
  });
  await check(`${who}: a report is cancelled`, async () => {
    const url = isAccepted(await mine.order());
    same((await mine.cancel(url)).status, 202);
    for (const answer of [await mine.ask(url), await mine.cancel(url)]) same(answer.status, 404);
  });
  await check(`${who}: another user's report is not there`, async () => {
    const url = isAccepted(await mine.order());
    for (const answer of [await theirs.ask(url), await theirs.cancel(url), await theirs.ask(never)]) {
      same(answer.status, 404);
      same(answer.data.resourceType, 'OperationOutcome');
    }
    same((await mine.ask(url)).status, 202);
    same((await mine.cancel(url)).status, 202);
  });
}

// Medplum's client follows Content-Location of its own accord, at once and then each second by its own clock.
const asked = [];
const watched = async (url, options) => {
  const answer = await fetch(url, options);
  asked.push([options.method, String(url), answer.status, answer.headers.get('content-location')]);
  return answer;
};
const medplumOf = (accessToken) => new MedplumClient({ baseUrl: host.page, fhirUrlPath: 'fhir', fetch: watched, accessToken, cacheTime: 0 });
const [medplum, theirs] = [medplumOf(token), medplumOf(theirToken)];
const kickOff = (options) => medplum.startAsyncRequest(String(medplum.fhirUrl(`$${name}`)), { body: JSON.stringify(input), headers: { ...json }, ...options });
const notThere = async (promise) => {
  const outcome = await promise.then(() => null, (error) => error.outcome);
  same(outcome?.resourceType, 'OperationOutcome');
  same(outcome.issue[0].code, 'not-found');
};
for (const pollStatusPeriod of [undefined, 250])
  await check(`Medplum: a report is ordered, polled by the client ${pollStatusPeriod ? `every ${pollStatusPeriod} ms` : 'at its own pace'}, and read`, async () => {
    asked.length = 0;
    isReport(await kickOff({ pollStatusOnAccepted: true, ...(pollStatusPeriod ? { pollStatusPeriod } : {}) }));
    const statuses = asked.map(([, , status]) => status);
    expect(statuses.length >= 4 && statuses.slice(0, -1).every((each) => each === 202) && statuses.at(-1) === 200, statuses.join());
    same(asked.map(([method]) => method).join(), ['POST', ...Array(statuses.length - 1).fill('GET')].join());
  });
await check("Medplum: a report is cancelled, and another user's is not there", async () => {
  asked.length = 0;
  same((await kickOff({})).resourceType, 'OperationOutcome');
  const url = asked.at(-1)[3];
  expect(url?.startsWith(`${host.service}/async/`), `Content-Location: ${url}`);
  await notThere(theirs.get(url));
  await notThere(theirs.delete(url));
  await notThere(theirs.get(never));
  await medplum.get(url);
  await medplum.delete(url);
  await notThere(medplum.get(url));
});

await check('who does not own a report cannot spoil the pace of who does', async () => {
  const url = isAccepted(await kitOf(token).order());
  for (let i = 0; i < 3; ++i) {
    for (let k = 0; k < 5; ++k) same((await get(host, theirToken, { url })).status, 404);
    same((await get(host, token, { url })).status, 202, `time ${i + 1}`);
    await sleep(i === 0 ? 300 : 1000);
    for (let k = 0; k < 5; ++k) same((await get(host, theirToken, { url })).status, 404);
  }
  same((await get(host, token, { url, method: 'DELETE' })).status, 202);
});
// A client whose types are made of what the host says of itself. Where the packages are, so that it finds them.
const program = `import createClient from 'openapi-fetch';
import type { paths } from './described.js';
export async function report(baseUrl: string, token: string) {
  const client = createClient<paths>({ baseUrl, headers: { Authorization: \`Bearer \${token}\` } });
  const accepted = await client.POST('/$${name}', {
    params: { header: { Prefer: 'respond-async' } },
    body: { resourceType: 'Parameters', parameter: [{ name: 'anonymization', valueString: 'None' }] },
    headers: { Accept: 'application/fhir+json' },
  });
  const id: string = accepted.response.headers.get('Content-Location')?.split('/').pop() ?? '';
  const seen: number[] = [accepted.response.status];
  for (;;) {
    const { data, error, response } = await client.GET('/async/{id}', { params: { path: { id } } });
    seen.push(response.status);
    if (error) throw new Error(error.issue[0]?.details?.text);
    if (response.status !== 202) return { seen, type: data?.resourceType, data };
    await new Promise((resolve) => { setTimeout(resolve, 1000 * Number(response.headers.get('Retry-After'))); });
  }
}
`;
await check('openapi-fetch, with types that openapi-typescript makes of /openapi.json: a report is ordered, asked for and read', async () => {
  const folder = join(process.env.HOST_WORK, 'typed');
  mkdirSync(folder, { recursive: true });
  const by = (tool, ...args) => {
    try {
      execFileSync(join('node_modules', '.bin', tool), args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    } catch (error) {
      throw new Error(`${tool}: ${error.stdout} ${error.stderr}`);
    }
  };
  const compile = (file) => by('tsc', '--strict', '--skipLibCheck', '--noEmitOnError', '--target', 'es2022', '--lib', 'es2022,dom', '--module', 'nodenext', '--moduleResolution', 'nodenext', join(folder, file));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'openapi.json'), await (await fetch(`${host.service}/openapi.json`)).text());
  by('openapi-typescript', join(folder, 'openapi.json'), '-o', join(folder, 'described.ts'));
  writeFileSync(join(folder, 'report.ts'), program);
  compile('report.ts');
  const made = await (await import(pathToFileURL(join(folder, 'report.js')))).report(host.service, token);
  expect(made.seen.length >= 3 && made.seen.slice(0, -1).every((each) => each === 202) && made.seen.at(-1) === 200, made.seen.join());
  isReport(made.data);
  // The types hold: an answer without its id is not taken.
  writeFileSync(join(folder, 'wrong.ts'), program.replace('{ params: { path: { id } } }', '{}'));
  let refused = '';
  try { compile('wrong.ts'); } catch (error) { refused = error.message; }
  expect(/wrong\.ts\(\d+,\d+\): error TS2345/.test(refused), `tsc: ${refused}`);
});
await host.stop();
