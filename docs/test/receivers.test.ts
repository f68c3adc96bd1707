// What a page says of receiving a webhook is what happens: each receiver runs as it stands there, gets what
// the page's own command sends, and shows it.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { document, examplesOf, json, webhooks } from '../src/site/contract/document.ts';
import { type Receiver, receiversOf, receiverUrl } from '../src/site/samples/receivers.ts';

const has = (program: string) => spawnSync(program, ['--version']).status === 0;
const curl = has('curl');
const python = curl && has('python3');
const unless = (there: boolean, program: string) =>
  there ? '' : ` (not checked: there is no ${program})`;

const port = await freePort();
const atFreePort = (code: string) => code.replaceAll(new URL(receiverUrl).port, String(port));

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

describe.each(webhooks)('the receivers of $name', (webhook) => {
  const [example] = examplesOf(document, json(webhook.requestBody));
  const event = example?.value as Record<string, unknown>;
  const codeOf = (id: Receiver['id']) =>
    receiversOf(webhook).find((each) => each.id === id)?.code ?? '';
  // One that is no event is shown as a whole.
  const shown = webhook.type ? `${event[webhook.type]} ${event['eventId']}\n` : undefined;

  it.skipIf(!curl)(`in Node show what curl sends${unless(curl, 'curl')}`, async () => {
    await shows(await fileOf(atFreePort(codeOf('node'))).then((file) => [process.execPath, file]));
  });

  it.skipIf(!python)(`in Python show what curl sends${unless(python, 'python3')}`, async () => {
    await shows(['python3', '-u', '-c', atFreePort(codeOf('python'))]);
  });

  /** Twice the event, and between them what is none. */
  async function shows([program = '', ...args]: string[]): Promise<void> {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'ignore'] });
    closers.push(() => ended(child));
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      printed += text;
    });
    const send = atFreePort(codeOf('curl'));
    const post = (body: string) => `curl -X POST '${atFreePort(receiverUrl)}' -d '${body}'`;
    await expect.poll(() => statusOf(post('too early')), { timeout: 30_000 }).not.toBe('000');
    for (const command of [send, post('no JSON'), post('{"type":"of.tomorrow"}'), send]) {
      expect(statusOf(command), command).toBe('204');
    }
    const expected = shown && shown + shown;
    await expect.poll(() => (expected ? printed : printed !== '')).toBe(expected ?? true);
  }

  it('of Request and Response show it, and acknowledge everything', async () => {
    const file = await fileOf(codeOf('fetch'));
    const bodies = [JSON.stringify(event), 'no JSON', '{"type":"of.tomorrow"}'];
    const program = `const { POST } = await import(${JSON.stringify(file)});
for (const body of ${JSON.stringify(bodies)})
  console.error((await POST(new Request('${receiverUrl}', { method: 'POST', body }))).status);`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      encoding: 'utf8',
    });
    expect(stderr.trim().split('\n')).toEqual(['204', '204', '204']);
    if (shown) expect(stdout).toBe(shown);
    else expect(stdout).not.toBe('');
  });
});

/** A file from which the packages can be imported. */
async function fileOf(code: string): Promise<string> {
  const parent = path.join(import.meta.dirname, '../.reports');
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(path.join(parent, 'receiver-'));
  closers.push(() => rm(folder, { recursive: true }));
  const file = path.join(folder, 'receiver.ts');
  await writeFile(file, code);
  return file;
}

/** The status of the answer to a command; that of none, before somebody listens, is 000. */
function statusOf(command: string): string {
  const options = "-s -o /dev/null -w '%{http_code}'";
  return spawnSync('sh', ['-c', `${command} ${options}`], { encoding: 'utf8' }).stdout;
}

async function ended(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill();
  await exit;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
