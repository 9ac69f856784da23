// openapi.mjs FOLDER: tools that others wrote take the OpenAPI documents of FOLDER: a linter finds no error, a generator makes
// types of them, and the compiler holds a client to those types. Each also refuses what is wrong. One line a judgement: `ok ...`
// or `FAILED ...`.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const judgement = (right, text) => {
  if (!right) process.exitCode = 1;
  console.log(`${right ? 'ok' : 'FAILED'} ${text}`);
};
function run(program, ...args) {
  try {
    const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
    return { ok: true, said: execFileSync(join('node_modules', '.bin', program), args, { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'pipe'] }) };
  } catch (error) {
    return { ok: false, said: `${error.stdout} ${error.stderr}` };
  }
}
const shown = (text) => text.replace(/\s+/g, ' ').slice(0, 600);

const lint = (file) => run('redocly', 'lint', '--format=summary', join(folder, file));
for (const name of ['hl7', 'ehealth', 'ehealth-later']) {
  const linted = lint(`${name}.json`);
  judgement(linted.ok, `redocly ${name}.json ${linted.ok ? '' : shown(linted.said)}`);
  const made = run('openapi-typescript', join(folder, `${name}.json`), '-o', `${name}.ts`);
  judgement(made.ok, `openapi-typescript ${name}.json ${made.ok ? '' : shown(made.said)}`);
}
const broken = JSON.parse(readFileSync(join(folder, 'hl7.json'), 'utf8'));
delete broken.info.title;
delete broken.paths['/metadata'].get.responses;
writeFileSync(join(folder, 'wrong.json'), JSON.stringify(broken));
judgement(!lint('wrong.json').ok, 'redocly refuses what is wrong');
const lostId = JSON.parse(readFileSync(join(folder, 'ehealth-later.json'), 'utf8'));
delete lostId.paths['/async/{id}'].parameters;
writeFileSync(join(folder, 'wrong.json'), JSON.stringify(lostId));
judgement(!lint('wrong.json').ok, 'redocly refuses a path of answers that are made later without its id');

// What a program writes against the types, and whether the compiler takes it.
function compiles(name, lines) {
  writeFileSync(`${name}.ts`, `import createClient from 'openapi-fetch';
import type { paths as Guide } from './ehealth.js';
import type { paths as R4 } from './hl7.js';
import type { paths as Later } from './ehealth-later.js';
const guide = createClient<Guide>({ baseUrl: 'https://desk.fhirops.dev/fhir' });
const r4 = createClient<R4>({ baseUrl: 'https://desk.fhirops.dev/fhir' });
const later = createClient<Later>({ baseUrl: 'https://desk.fhirops.dev/fhir' });
${lines}
`);
  return run('tsc', '--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', '--module', 'nodenext', '--moduleResolution', 'nodenext', `${name}.ts`);
}
const programs = {
  'the jobs of an answer': "const { data, error } = await guide.GET('/$get-report-job-status'); const count: number = data?.entry?.length ?? 0; const why: string | undefined = error?.issue[0]?.details?.text; export { count, why };",
  'a query': "await r4.GET('/ValueSet/{id}/$expand', { params: { path: { id: '23' }, query: { filter: 'abdo', count: 10 } } });",
  'Parameters': "await r4.POST('/CodeSystem/$lookup', { body: { resourceType: 'Parameters', parameter: [{ name: 'code', valueCode: 'a' }] } });",
  'an answer that is made later': `const made = await later.POST('/$execute-patient-total', { params: { header: { Prefer: 'respond-async' } }, body: { resourceType: 'Parameters', parameter: [{ name: 'anonymization', valueString: 'None' }] } });
const id = made.response.headers.get('Content-Location')?.split('/').pop() ?? '';
const { data, error } = await later.GET('/async/{id}', { params: { path: { id } } });
const type: string | undefined = data?.resourceType;
await later.DELETE('/async/{id}', { params: { path: { id } } });
export { type, error };`,
};
const faults = {
  'a path that is none': "await guide.GET('/$get-report-job-statuses', {});",
  'a query of another type': "await r4.GET('/ValueSet/{id}/$expand', { params: { path: { id: '23' }, query: { count: 'ten' } } });",
  'a GET of what changes something': "await guide.GET('/$schedule-patient-total', {});",
  'a parameter of another type': "await r4.POST('/CodeSystem/$lookup', { body: { resourceType: 'Parameters', parameter: [{ name: 'code', valueCode: 1 }] } });",
  'an answer that is made later, without its id': "await later.GET('/async/{id}', {});",
  'another method for an answer that is made later': "await later.PUT('/async/{id}', { params: { path: { id: '1' } } });",
};
let i = 0;
for (const [what, lines] of Object.entries(programs)) {
  const { ok, said } = compiles(`program${++i}`, lines);
  judgement(ok, `tsc takes ${what} ${ok ? '' : shown(said)}`);
}
for (const [what, lines] of Object.entries(faults)) {
  const { ok, said } = compiles(`program${++i}`, lines);
  judgement(!ok && said.includes(`program${i}.ts`), `tsc refuses ${what} ${shown(said).slice(0, 200)}`);
}
