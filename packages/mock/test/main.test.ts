// The program in this process; cli.test.ts has what only the built one in its own process shows.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { playProcess } from '@connect-api/http-edge/testing';
import { digest, document } from '@connect-api/spec';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { main } from '../src/cli/main.js';
import { serve } from './proxy-support.js';
import { anyExchange, problemOf, send } from './support.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'connect-mock-'));
});
const running: Played[] = [];
afterEach(async () => {
  for (const each of running.splice(0)) {
    each.send('SIGTERM');
    await each.ended;
  }
  await rm(folder, { recursive: true });
});

type Played = ReturnType<typeof playProcess>;

/** Runs what ends by itself. */
async function run(args: string[], env: Record<string, string> = {}) {
  const played = playProcess(args, { env });
  await main(played.process);
  return { ...played, code: await Promise.race([played.ended, undefined]) };
}

/** Starts a server, on a free port. */
async function start(args: string[] = [], env: Record<string, string> = {}) {
  const played = playProcess(['--port', '0', ...args], { env });
  running.push(played);
  await main(played.process);
  const [, url = ''] = /(http:\/\/[^\s"]+)/.exec(played.output()) ?? [];
  return { ...played, url };
}

describe('connect-mock', () => {
  it('says where it listens, with a curl line to paste, and nothing of requests', async () => {
    const { url, output, errors, process, send: signal, ended } = await start();
    await send(url, anyExchange);
    signal('SIGTERM');
    await ended;
    expect(output()).toMatch(/^Connect API mock: http:\/\/127\.0\.0\.1:\d+\n\ncurl -X [^\n]+\n\n$/);
    expect(output()).toContain(`${url}/`);
    expect(errors()).toBe('');
    // A warning about Prism's own calls is for nobody.
    expect(process.noDeprecation).toBe(true);
  });

  it('answers from the examples, at once', async () => {
    const { url } = await start();
    const response = await send(url, anyExchange);
    expect(await response.json()).toEqual(anyExchange.response);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('generates bodies with --dynamic, the same ones for a seed', async () => {
    const bodyOf = async (...args: string[]) =>
      (await send((await start(args)).url, anyExchange)).json();
    const one = await bodyOf('--dynamic', '--seed', 'x');
    expect(one).not.toEqual(anyExchange.response);
    expect(await bodyOf('--dynamic', '--seed', 'x')).toEqual(one);
    expect(await bodyOf('--dynamic', '--seed', 'y')).not.toEqual(one);
    expect(await bodyOf('--no-dynamic')).toEqual(anyExchange.response);
  });

  it('answers without CORS, with a line per request, where flags say so', async () => {
    const { url, prints } = await start(['--no-cors', '--verbose']);
    const response = await send(url, anyExchange);
    expect(response.headers.has('access-control-allow-origin')).toBe(false);
    await prints(/ 200 [\d.]+ ms req-\S+\n$/);
  });

  it('waits as long as --delay says, up to ten minutes', async () => {
    // A second signal does not wait for the answer.
    const played = await start(['--delay', '600000', '--drain', '0']);
    let answered = false;
    const answer = send(played.url, anyExchange).then(
      () => {
        answered = true;
      },
      () => {},
    );
    const { url } = await start(['--delay', '1']);
    expect((await send(url, anyExchange)).status).toBe(200);
    expect(answered).toBe(false);
    played.send('SIGTERM');
    expect(await played.ended).toBe(0);
    await answer;
    expect(answered).toBe(false);
    const { code, errors } = await run(['--delay', '600001']);
    expect([code, errors()]).toEqual([
      2,
      "connect-mock: --delay takes a whole number from 0 to 600000, not '600001'\nSee: connect-mock --help\n",
    ]);
  });

  it('prints its version and the digest of its contract', async () => {
    const { output } = await run(['--version']);
    expect(output()).toBe(
      `connect-mock ${packageJson.version}, contract ${document.info.version} sha256 ${digest}\n`,
    );
  });

  it('prints its help: each flag with what it takes, and how a request chooses', async () => {
    const { output, errors } = await run(['--help']);
    expect(output()).toMatchInlineSnapshot(`
      "Usage: connect-mock [options]
             connect-mock --proxy <base URL> [options]

      Answers the requests of the Connect API from the examples of its contract; or passes them on to a
      server, and says in what requests and answers differ from the contract.

        --port <number>         port to listen on, 0 for a free one (default: 4010)
        --host <address>        address to listen on (default: 127.0.0.1, this machine only)
        --no-cors               no CORS headers; with them, the default, pages of any origin may call
        --keep-alive <seconds>  how long a connection may rest, longer than a load balancer in front
                                lets it (default: 75)
        --drain <seconds>       how long SIGTERM waits for what is in flight (default: 8)
        --log <form>            a line per request: text, json or none (default: none)
        --verbose               log why a request was refused, too
        --dynamic               generate bodies from the schemas instead of taking the examples
        --seed <text>           make generated bodies repeatable
        --delay <ms>            wait before each response (default: 0)
        --proxy <base URL>      pass requests on to this server, and log what differs from the contract
                                (--log is text then, unless it is given)
        --report <file>         with --proxy: write what differed as JSON, at the end
        --timeout <seconds>     with --proxy: how long the server may take to answer (default: 30)
        --yes                   with --proxy: go ahead where the server is not on this machine
        --version               print the version and the digest of the contract
        -h, --help              print this

      Each flag is an environment variable, too: --port is CONNECT_MOCK_PORT.

      A request chooses its response with the header Prefer:

        Prefer: code=409             the first example of a status
        Prefer: example=<name>       one example; GET /__examples lists the names
        Prefer: dynamic=true         a generated body

      GET /__health says that the mock runs, and from which contract; GET /__ready that it can answer.
      "
    `);
    expect(errors()).toBe('');
  });

  it.each(['SIGINT', 'SIGTERM', 'disconnect'] as const)('ends with 0 on %s', async (event) => {
    const played = playProcess(['--port', '0'], { connected: true });
    await main(played.process);
    const [, url = ''] = /(http:\S+)/.exec(played.output()) ?? [];
    played.send(event);
    expect(await played.ended).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });

  it('says which port is taken, and ends with 1', async () => {
    const { url } = await start();
    const { port } = new URL(url);
    const { code, errors } = await run(['--port', port]);
    expect(code).toBe(1);
    expect(errors()).toMatch(
      new RegExp(`^connect-mock: Port ${port} on 127.0.0.1 is taken.*--port`),
    );
    expect(errors()).not.toContain('--help');
  });

  it.each([
    [['--prot'], "Unknown option '--prot'"],
    [['--delay', '-1'], '--delay'],
    [['--host', ''], '--host takes an address, such as 127.0.0.1'],
    [['--proxy', 'localhost:4011'], '--proxy: '],
    [['--proxy', 'http://user:word@localhost'], '--proxy: '],
    [
      ['--proxy', 'http://localhost:4010', '--port', '4010'],
      '--proxy http://localhost:4010 and --port would be the same server: change one.',
    ],
    [
      ['--proxy', 'http://localhost', '--port', '80'],
      '--proxy http://localhost and --port would be the same server: change one.',
    ],
    [
      ['--proxy', 'https://localhost', '--port', '443'],
      '--proxy https://localhost and --port would be the same server: change one.',
    ],
    [['--proxy', 'http://localhost:1', '--dynamic'], '--proxy and --dynamic exclude each other'],
    [['--proxy', 'http://localhost:1', '--seed', 'x'], '--proxy and --seed exclude each other'],
    [['--proxy', 'http://localhost:1', '--delay', '1'], '--proxy and --delay exclude each other'],
    [
      ['--proxy', 'http://localhost:1', '--timeout', '0'],
      '--timeout takes a whole number from 1 to 600',
    ],
    [
      ['--proxy', 'http://localhost:1', '--timeout', '601'],
      '--timeout takes a whole number from 0 to 600',
    ],
    [
      ['--proxy', 'http://localhost:1', '--report', path.join(tmpdir(), 'no', 'such', 'folder')],
      `--report ${path.join(tmpdir(), 'no', 'such', 'folder')} cannot be written: ENOENT`,
    ],
    [['--report', 'x.json'], '--report says nothing without --proxy'],
    [['--timeout', '5'], '--timeout says nothing without --proxy'],
    [['--yes'], '--yes says nothing without --proxy'],
  ])('refuses %j', async (args, message) => {
    const { code, errors } = await run(args);
    expect([code, errors()]).toEqual([
      2,
      expect.stringMatching(/^connect-mock: .+\nSee: connect-mock --help\n$/),
    ]);
    expect(errors()).toContain(message);
  });
});

describe('connect-mock --proxy', () => {
  const wrong = () =>
    serve((_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end('{"status":"ODD"}');
    });
  const id = anyExchange.operationId;

  it('says where it listens and where requests go, logs what differs, and sums it up', async () => {
    const server = await wrong();
    const { url, output, send: signal, ended } = await start(['--proxy', server]);
    expect(output()).toBe(
      `Connect API proxy: ${url} passes requests on to ${server}\n\nCtrl-C ends it and sums up what differed.\n\n`,
    );
    await send(url, anyExchange);
    await send(url, anyExchange);
    signal('SIGINT');
    expect(await ended).toBe(0);
    expect(output()).toMatch(new RegExp(`Z warn response of ${id} 200, body /status: Must be one`));
    expect(output()).toMatch(/Z info \S+ \S+ 200 [\d.]+ ms\n/);
    expect(output()).toMatch(
      new RegExp(
        `\n\n${server}: 2 requests, .*\\n[\\s\\S]*\n  2 × response of ${id} 200, body /status`,
      ),
    );
  });

  it('writes the report as JSON where that is asked for', async () => {
    const file = path.join(folder, 'report.json');
    const { url, send: signal, ended } = await start(['--proxy', await wrong(), '--report', file]);
    expect(await readFile(file, 'utf8')).toBe('');
    await send(url, anyExchange);
    signal('SIGTERM');
    await ended;
    const text = await readFile(file, 'utf8');
    const report = JSON.parse(text);
    expect(text).toBe(`${JSON.stringify(report, null, 2)}\n`);
    expect(report).toMatchObject({ requests: 1, contract: { sha256: digest } });
    expect(report.differences).toContainEqual(
      expect.objectContaining({ operationId: id, in: 'body', at: '/status', count: 1 }),
    );
  });

  it('logs nothing but JSON, or only the sum, as --log says', async () => {
    const server = await wrong();
    const outputOf = async (form: string) => {
      const {
        url,
        output,
        send: signal,
        ended,
      } = await start(['--log', form], {
        CONNECT_MOCK_PROXY: server,
      });
      expect((await send(url, anyExchange)).status).toBe(200);
      signal('SIGTERM');
      await ended;
      return output();
    };
    const entries = (await outputOf('json'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(entries).toContainEqual(
      expect.objectContaining({ level: 'warn', side: 'response', at: '/status' }),
    );
    expect(await outputOf('text')).toMatch(/Z warn response of /);
    const none = await outputOf('none');
    expect(none).not.toMatch(/ (warn|info) /);
    expect(none).toContain(`\n\n\n${server}: 1 request,`);
  });

  it('gives up after --timeout', async () => {
    const never = await serve(() => {});
    const { url } = await start(['--proxy', never, '--timeout', '1', '--drain', '0']);
    const problem = await problemOf(await send(url, anyExchange), 504, 'PROXY_TIMEOUT');
    expect(problem.message).toBe('The server did not answer within 1 seconds.');
  });

  it('says what it would do to a server that is not on this machine, and does it with --yes', async () => {
    const { code, errors } = await run(['--proxy', 'https://connect.invalid/api/v2']);
    expect(code).toBe(2);
    expect(
      errors(),
    ).toBe(`connect-mock: https://connect.invalid/api/v2 is not on this machine. The proxy would
  - pass each request that it gets on to it, API key included;
  - let each of them have its effect there, for good.
Add --yes to go ahead.
See: connect-mock --help
`);
    const agreed = await start(['--proxy', 'http://connect.invalid', '--yes']);
    expect(agreed.errors()).toMatch(
      /^http:\/\/connect\.invalid is not on this machine\. The proxy will\n/,
    );
    expect(agreed.errors()).not.toContain('Add --yes');
    await problemOf(await send(agreed.url, anyExchange), 502, 'PROXY_NO_ANSWER');
    const refused = await run(['--proxy', 'http://connect.invalid', '--no-yes']);
    expect(refused.code).toBe(2);
    const here = await start(['--proxy', 'http://localhost:1']);
    expect(here.errors()).toBe('');
  });
});
