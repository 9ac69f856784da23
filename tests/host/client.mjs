// examples/client.cpp against the host: the table of the jobs, and what it says where there is none.
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { check, database, expect, guide, newToken, same, sqlite, start } from './support.mjs';

const client = (url, token) =>
  new Promise((resolve) => {
    const env = { ...process.env, no_proxy: '127.0.0.1' };
    delete env.FHIR_TOKEN;
    if (token) env.FHIR_TOKEN = token;
    const child = spawn(process.env.HOST_CLIENT, [url], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let error = '';
    child.stdout.on('data', (bytes) => (out += bytes));
    child.stderr.on('data', (bytes) => (error += bytes));
    child.on('close', (code) => resolve({ code, error, lines: out.split('\n').filter(Boolean) }));
  });

const file = database();
const count = Number(sqlite(file, `SELECT count(*) FROM report_job WHERE user_id = '${guide}'`));
const token = newToken(file, guide);
const host = await start(file);
// A server that answers in turn what it is given, then nothing more.
async function answering(...answers) {
  const server = createServer((asked, answer) => {
    const [status, headers, body] = answers.shift();
    answer.writeHead(status, headers).end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}/fhir`, end: () => server.close() };
}

await check('client: the table of the jobs', async () => {
  const { code, error, lines } = await client(host.service, token);
  same(code, 0, error);
  same(lines.length, count + 1);
  expect(/^CLASS +STATE +STATUS +CREATED$/.test(lines[0]), lines[0]);
  same(error, '', 'no progress where there is no terminal:');
});
await check('client: a slash at the end of the base changes nothing', async () => same((await client(`${host.service}/`, token)).lines.length, count + 1));
await check('client: without a token it says what the server says', async () => {
  const { code, error, lines } = await client(host.service);
  same(code, 1);
  same(lines.length, 0);
  expect(error.includes('error login: '), error);
});
await check('client: a base that is none', async () => {
  const { code, error } = await client('127.0.0.1');
  same(code, 1);
  expect(error.includes('is not absolute'), error);
});
await check('client: nobody there', async () => {
  const { code, error } = await client('http://127.0.0.1:1/fhir', token);
  same(code, 1);
  expect(error.length > 20, error);
});
await check("client: a proxy's page", async () => {
  const proxy = await answering([502, { 'Content-Type': 'text/html' }, '<h1>Bad Gateway</h1>']);
  const { code, error } = await client(proxy.url, token);
  proxy.end();
  same(code, 1);
  expect(error.includes('answered 502 with the Content-Type "text/html"'), error);
});
await check('client: it asks again when the server said', async () => {
  const answer = { resourceType: 'Bundle', type: 'collection' };
  const busy = await answering([503, { 'Retry-After': '0' }, ''], [429, { 'Retry-After': '0' }, ''], [200, { 'Content-Type': 'application/fhir+json' }, JSON.stringify(answer)]);
  const { code, error, lines } = await client(busy.url, token);
  busy.end();
  same(code, 0, error);
  same(lines.length, 1);
});
await check('client: an answer that breaks off is not an answer', async () => {
  const server = createServer((asked, answer) => {
    answer.writeHead(200, { 'Content-Type': 'application/fhir+json', 'Content-Length': '1000' });
    answer.write('{"resourceType":"Bundle","type":"collection"}', () => asked.socket.destroy());
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { code, error, lines } = await client(`http://127.0.0.1:${server.address().port}/fhir`, token);
  server.close();
  same(code, 1);
  same(lines.length, 0);
  expect(error.includes('was cut off after 45 bytes'), error);
});
await host.stop();
process.exit();
