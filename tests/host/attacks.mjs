// Somebody who has one token, or none, and wants what is another's; and somebody who wants the host to break.
import { createConnection } from 'node:net';
import { check, database, expect, get, guide, newToken, operation, other, raw, same, sleep, sqlite, start, usersOf } from './support.mjs';

const file = database();
const token = newToken(file, other);
const theirs = newToken(file, guide);
const host = await start(file, '--request-seconds', '2', '--idle-seconds', '2', '--max-body', '100000', '--max-connections', '40');
const path = `/fhir/${operation}`;
const bearer = `Authorization: Bearer ${token}\r\n`;
const send = (head, body = '', more = {}) => raw(host.port, `${head}\r\nHost: x\r\nConnection: close\r\n${more.headers ?? ''}\r\n${body}`, more);

// ---------------------------------------------------------------------------------------------------
// Others' jobs

// Whatever the request says of a user: either it is refused, or the answer is of the token's user.
async function mineAlone(what, answer) {
  await check(`only one's own jobs: ${what}`, async () => {
    const response = await answer();
    const text = await response.text();
    if (response.status >= 400) {
      same(JSON.parse(text).resourceType, 'OperationOutcome');
      expect(!text.includes('fullUrl'), 'jobs in a refusal');
    } else {
      same(response.status, 200);
      same([...usersOf(JSON.parse(text))].join(), other);
    }
  });
}
const names = ['user', 'userId', 'user_id', 'for_user', 'patient', 'subject', '_user', 'sub', 'access_token', 'token'];
for (const name of names) await mineAlone(`${name} in the query`, () => get(host, token, { url: `${host.url}?${name}=${encodeURIComponent(name.includes('token') ? theirs : guide)}` }));
for (const name of ['X-User', 'X-User-Id', 'X-Forwarded-User', 'X-Remote-User', 'Remote-User', 'REMOTE_USER', 'X-Authenticated-User', 'From', 'Forwarded', 'X-Original-URL', 'X-Rewrite-URL', 'X-HTTP-Method-Override', 'Cookie', 'Proxy-Authorization', 'X-Authorization'])
  await mineAlone(`${name}`, () => get(host, token, { headers: { [name]: /uthorization/.test(name) ? `Bearer ${theirs}` : name === 'Cookie' ? `token=${theirs}; user=${guide}` : guide } }));
for (const at of [`Patient/${guide}/${operation}`, `Practitioner/${guide}/${operation}`, `${guide}/${operation}`, `${operation}/${guide}`, `${operation};user=${guide}`, `${operation}%3Fuser=${guide}`, `..%2f${operation}`, `%24get-report-job-status`])
  await mineAlone(`the path ${at.replaceAll(guide, 'USER')}`, () => get(host, token, { url: `${host.service}/${at}` }));
for (const name of ['user', 'userId', 'for_user', 'return', 'reportJob'])
  await mineAlone(`${name} in Parameters`, () => get(host, token, { method: 'POST', headers: { 'Content-Type': 'application/fhir+json' }, body: JSON.stringify({ resourceType: 'Parameters', parameter: [{ name, valueString: guide }] }) }));
await mineAlone('a form with user and access_token', () => get(host, token, { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: `access_token=${theirs}&user=${guide}` }));
await mineAlone('a multipart form', () => get(host, token, { method: 'POST', headers: { 'Content-Type': 'multipart/form-data; boundary=b' }, body: `--b\r\nContent-Disposition: form-data; name="user"\r\n\r\n${guide}\r\n--b--\r\n` }));
await mineAlone('Parameters with an id', () => get(host, token, { method: 'POST', headers: { 'Content-Type': 'application/fhir+json' }, body: JSON.stringify({ resourceType: 'Parameters', id: guide }) }));

// Users that look alike.
for (const [what, user] of [['letter case', guide.toUpperCase()], ['a blank', `${guide} `], ['a pattern', '%'], ['SQL', `' OR '1'='1`], ['SQL of another kind', `${guide}' --`]]) {
  await check(`users apart: ${what}`, async () => {
    const bundle = await (await get(host, newToken(file, user))).json();
    same([...usersOf(bundle)].join(), ['letter case', 'a blank', 'a pattern'].includes(what) ? user : '');
  });
}
await check('users apart: where the column compares without regard to case', async () => {
  const loose = database();
  sqlite(loose, `ALTER TABLE report_job RENAME TO old; CREATE TABLE report_job (id, report_class, user_id COLLATE NOCASE, status, binary, parameters, created, started, ended); INSERT INTO report_job SELECT * FROM old`);
  const upper = newToken(loose, guide.toUpperCase());
  const its = await start(loose);
  same([...usersOf(await (await get(its, upper)).json())].join(), guide.toUpperCase());
  await its.stop();
});

// ---------------------------------------------------------------------------------------------------
// Tokens

const refusedTokens = [
  ['none', ''], ['empty', 'Authorization: \r\n'], ['no token', 'Authorization: Bearer\r\n'], ['a blank for a token', 'Authorization: Bearer  \r\n'],
  ['unknown', 'Authorization: Bearer abc\r\n'], ['cut', `Authorization: Bearer ${token.slice(0, -1)}\r\n`], ['longer', `${bearer.trim()}A\r\n`],
  ['padded', `${bearer.trim()}=\r\n`], ['other case', `Authorization: Bearer ${token.toLowerCase()}\r\n`], ['Basic', `Authorization: Basic ${btoa(`${guide}:${token}`)}\r\n`],
  ['two in one', `Authorization: Bearer ${token}, Bearer ${theirs}\r\n`], ['two headers', `${bearer}Authorization: Bearer ${theirs}\r\n`], ['the same twice', bearer + bearer],
  ['quoted', `Authorization: Bearer "${token}"\r\n`], ['its hash', `Authorization: Bearer ${sqlite(file, `SELECT token_sha256 FROM access_token LIMIT 1`)}\r\n`],
  ['SQL', `Authorization: Bearer ' OR 1=1 --\r\n`], ['very long', `Authorization: Bearer ${'A'.repeat(4000)}\r\n`], ['letters beyond ASCII', 'Authorization: Bearer \xe6\xf8\xe5\r\n'],
  ['of another name', `Authorisation: Bearer ${token}\r\n`],
];
for (const [what, headers] of refusedTokens) {
  await check(`token: ${what}`, async () => {
    const { text, statuses } = await send(`GET ${path} HTTP/1.1`, '', { headers });
    same(statuses.join(), '401');
    expect(/^WWW-Authenticate: Bearer /mi.test(text), 'no WWW-Authenticate');
    same(JSON.parse(text.split('\r\n\r\n')[1]).issue[0].code, 'login');
  });
}
for (const scheme of ['bearer', 'BEARER', 'Bearer  ']) await check(`token: ${scheme}`, async () => same((await send(`GET ${path} HTTP/1.1`, '', { headers: `Authorization: ${scheme} ${token}\r\n` })).statuses.join(), '200'));
await check('token: a POST without one is refused before its body is read', async () => {
  const { statuses } = await raw(host.port, `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/fhir+json\r\nContent-Length: 90000\r\n\r\n{`);
  same(statuses.join(), '401');
});
await check('/metadata is for everyone, with a wrong token too', async () => {
  same((await get(host, null, { url: `${host.service}/metadata` })).status, 200);
  same((await get(host, 'wrong', { url: `${host.service}/metadata` })).status, 200);
});
await check('no page of another site may read an answer', async () => {
  const answer = await get(host, token, { headers: { Origin: 'https://evil.example' } });
  expect(![...answer.headers.keys()].some((name) => name.startsWith('access-control')), 'CORS');
  const before = await fetch(host.url, { method: 'OPTIONS', headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'GET', 'Access-Control-Request-Headers': 'authorization' } });
  expect(![...before.headers.keys()].some((name) => name.startsWith('access-control')), 'CORS');
});
await check('the page has a strict Content-Security-Policy', async () => {
  const policy = (await fetch(host.page)).headers.get('content-security-policy');
  expect(policy.includes("default-src 'none'") && !policy.includes('unsafe'), policy);
});

// ---------------------------------------------------------------------------------------------------
// Two readers of one request

const twofold = [
  ['two lengths', `POST ${path} HTTP/1.1`, 'Content-Length: 2\r\nContent-Length: 40\r\n', 400],
  ['a length and chunks', `POST ${path} HTTP/1.1`, 'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n', 400],
  ['chunks of another kind', `POST ${path} HTTP/1.1`, 'Transfer-Encoding: chunked, identity\r\n', 501],
  ['chunks with a vertical tab', `POST ${path} HTTP/1.1`, 'Transfer-Encoding: \x0bchunked\r\n', 400],
  ['chunks twice', `POST ${path} HTTP/1.1`, 'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n', 501],
  ['a blank before the colon', `POST ${path} HTTP/1.1`, 'Content-Length : 2\r\n', 400],
  ['a folded header', `GET ${path} HTTP/1.1`, 'X-A: b\r\n c\r\n', 400],
  ['a bare line feed', `GET ${path} HTTP/1.1`, 'X-A: b\nX-B: c\r\n', 400],
  ['a bare carriage return', `GET ${path} HTTP/1.1`, 'X-A: b\rX-B: c\r\n', 400],
  ['a NUL', `GET ${path} HTTP/1.1`, 'X-A: b\0c\r\n', 400],
  ['a length with a sign', `POST ${path} HTTP/1.1`, 'Content-Length: +2\r\n', 400],
  ['a length in hexadecimal', `POST ${path} HTTP/1.1`, 'Content-Length: 0x2\r\n', 400],
  ['a length below zero', `POST ${path} HTTP/1.1`, 'Content-Length: -2\r\n', 400],
  ['a length without end', `POST ${path} HTTP/1.1`, `Content-Length: ${'9'.repeat(40)}\r\n`, 400],
  ['two hosts', `GET ${path} HTTP/1.1`, 'Host: y\r\n', 400],
  ['HTTP/2', 'PRI * HTTP/2.0', '', 505],
  ['HTTP/0.9', `GET ${path}`, '', 400],
  ['a method of no one', `STEAL ${path} HTTP/1.1`, '', 501],
  ['TRACE', `TRACE ${path} HTTP/1.1`, '', 501],
  ['CONNECT', 'CONNECT x:80 HTTP/1.1', '', 501],
  ['a blank in the target', `GET ${path} x HTTP/1.1`, '', 400],
];
for (const [what, line, headers, status] of twofold) {
  await check(`strict: ${what}`, async () => {
    const { text, statuses } = await send(line, 'GET /stolen HTTP/1.1\r\nHost: x\r\n\r\n', { headers: bearer + headers });
    same(statuses.join(), String(status));
    expect(text.includes('OperationOutcome'), text);
  });
}
await check('strict: what follows a body that was not read is not taken for a request', async () => {
  const inner = `GET ${path} HTTP/1.1\r\nHost: x\r\n${bearer}\r\n`;
  for (const head of [`PUT ${path} HTTP/1.1`, `GET ${path} HTTP/1.1`, `POST /nothing HTTP/1.1`, `DELETE ${path} HTTP/1.1`]) {
    const { statuses } = await raw(host.port, `${head}\r\nHost: x\r\n${bearer}Content-Length: ${inner.length}\r\n\r\n${inner}`);
    same(statuses.length, 1, head);
  }
});
await check('strict: nor is what follows a chunked one', async () => {
  const { statuses } = await raw(host.port, `POST ${path} HTTP/1.1\r\nHost: x\r\n${bearer}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
  same(statuses.join(), '200');
});
await check('pipelined requests are answered in order, each by its own token', async () => {
  const one = (more) => `GET ${path} HTTP/1.1\r\nHost: x\r\n${more}\r\n`;
  const { statuses } = await raw(host.port, one(bearer) + one('') + one(`${bearer}Connection: close\r\n`));
  same(statuses.join(), '200,401,200');
});

// ---------------------------------------------------------------------------------------------------
// Too much, and too slow

await check('limits: headers', async () => {
  same((await send(`GET ${path} HTTP/1.1`, '', { headers: `X-A: ${'a'.repeat(20000)}\r\n` })).statuses.join(), '431');
  same((await send(`GET ${path} HTTP/1.1`, '', { headers: 'X-A: b\r\n'.repeat(150) })).statuses.join(), '431');
});
await check('limits: URL', async () => {
  same((await send(`GET ${path}?a=${'b'.repeat(9000)} HTTP/1.1`)).statuses.join(), '414');
  same((await send(`GET ${path}?a=${'b'.repeat(90000)} HTTP/1.1`)).statuses.join(), '414');
});
await check('limits: body, by its length', async () => {
  const { text, statuses } = await send(`POST ${path} HTTP/1.1`, '', { headers: `${bearer}Content-Type: application/fhir+json\r\nContent-Length: 100001\r\n` });
  same(statuses.join(), '413');
  expect(text.includes('too-long'), text);
});
await check('limits: body, in chunks', async () => {
  const chunk = `1000\r\n${' '.repeat(4096)}\r\n`;
  const { statuses } = await send(`POST ${path} HTTP/1.1`, chunk.repeat(60), { headers: `${bearer}Content-Type: application/fhir+json\r\nTransfer-Encoding: chunked\r\n` });
  same(statuses.join(), '413');
});
await check('limits: chunks that are none', async () => {
  for (const chunk of ['zz\r\nab\r\n', '-1\r\nab\r\n', 'ffffffffffffffffff\r\nab', '']) {
    const { statuses } = await send(`POST ${path} HTTP/1.1`, chunk, { headers: `${bearer}Content-Type: application/fhir+json\r\nTransfer-Encoding: chunked\r\n`, half: true });
    expect(statuses.length <= 1 && !statuses.includes(200), `${chunk}: ${statuses}`);
  }
});
await check('a body of 90,000 brackets is refused', async () => {
  const answer = await get(host, token, { method: 'POST', headers: { 'Content-Type': 'application/fhir+json' }, body: '['.repeat(90000) });
  same(answer.status, 400);
  same((await answer.json()).resourceType, 'OperationOutcome');
});
await check('a body that is compressed is not unpacked', async () => {
  const answer = await get(host, token, { method: 'POST', headers: { 'Content-Type': 'application/fhir+json', 'Content-Encoding': 'gzip' }, body: Buffer.from('1f8b08000000000000ff', 'hex') });
  same(answer.status, 415);
});
await check('a head that comes byte by byte has its time (slowloris)', async () => {
  const socket = createConnection(host.port, '127.0.0.1');
  let text = '';
  let ended = false;
  socket.on('data', (bytes) => { text += bytes; });
  socket.on('close', () => { ended = true; });
  socket.on('error', () => {});
  socket.write(`GET ${path} HTTP/1.1\r\n`);
  while (!ended) {
    socket.write('X');
    await sleep(100);
  }
  expect(text.startsWith('HTTP/1.1 408 '), text.slice(0, 100));
});
await check('so has a body', async () => {
  const { statuses } = await raw(host.port, `POST ${path} HTTP/1.1\r\nHost: x\r\n${bearer}Content-Type: application/fhir+json\r\nContent-Length: 100\r\n\r\n{`, { wait: 60000 });
  same(statuses.join(), '408');
});
await check('ten clients that stall keep nobody from an answer', async () => {
  const patient = await start(file, '--request-seconds', '600', '--idle-seconds', '600');
  const stalled = Array.from({ length: 10 }, () => { const socket = createConnection(patient.port, '127.0.0.1'); socket.on('error', () => {}); socket.write('GET /'); return socket; });
  await sleep(200);
  same((await get(patient, token)).status, 200);
  stalled.forEach((socket) => socket.destroy());
  await patient.stop();
});
await check('connections beyond the limit are refused with 503, and there is room again afterwards', async () => {
  // Opened until one is refused, not counted: a connection that fetch keeps for reuse may hold a place, and give it back.
  const opened = [];
  const refused = () => opened.filter((each) => each.text !== '');
  while (refused().length === 0 && opened.length < 150) {
    const each = { socket: createConnection(host.port, '127.0.0.1'), text: '' };
    each.socket.on('error', () => {}).on('data', (bytes) => { each.text += bytes; });
    opened.push(each);
    await sleep(10);
  }
  await sleep(100);
  const { text } = refused()[0] ?? { text: '' };
  expect(text.startsWith('HTTP/1.1 503 ') && text.includes('OperationOutcome'), text.slice(0, 100));
  expect(opened.length - refused().length <= 40, `${opened.length - refused().length} were let in`);
  opened.forEach((each) => each.socket.destroy());
  await sleep(500);
  same((await get(host, token)).status, 200);
});
await check('bytes of no kind', async () => {
  for (const bytes of ['\0'.repeat(20000), '\xff'.repeat(100) + '\r\n\r\n', '\r\n\r\n\r\n\r\n', ' \r\n\r\n', 'GET\r\n\r\n', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'.repeat(3) + '\r\n\r\n'])
    expect(!(await raw(host.port, bytes, { half: true })).statuses.includes(200), JSON.stringify(bytes.slice(0, 20)));
});

await sleep(100);
await check('the log has no token, no query, and no user', () => {
  const log = host.log();
  for (const secret of [token, theirs, guide, other, '?user=', '&user=', 'for_user=']) expect(!log.replaceAll(/path=\S+/g, (path) => path.includes('?') ? path : '').includes(secret), `it has ${secret.slice(0, 8)}...`);
  expect(/ method=GET path=\/fhir\/\$get-report-job-status status=200 bytes=\d+ ms=\d+ user=[0-9a-f]{12}$/m.test(log), log.slice(-300));
});
await check('and the host is well', async () => {
  same((await get(host, token)).status, 200);
  same(await host.stop(), 0);
});
