// A sample gives the answer that is printed beside it, from a fresh sandbox. Languages whose programs
// this machine has are run; all others are read by a parser of the language.
import { execFile, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { createSandbox } from '@connect-api/sandbox';
import { startSandbox } from '@connect-api/sandbox/node';
import { Language, Parser } from '@vscode/tree-sitter-wasm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exchanges } from '../src/site/contract/document.ts';
import { languages } from '../src/site/samples/languages.ts';
import { samplesOf } from '../src/site/samples/samples.ts';
import { sandbox } from '../src/site/samples/servers.ts';

const codeOf = (exchange: (typeof exchanges)[number], id: string) =>
  samplesOf(exchange).find((sample) => sample.id === id)?.code ?? '';

describe.each(exchanges)('the samples of $operationId, $name', (exchange) => {
  it('by fetch get the printed answer from a fresh sandbox', async () => {
    const { fetch } = createSandbox({ clock: 'frozen' });
    const printed: unknown[] = [];
    await run(codeOf(exchange, 'fetch'), {
      fetch,
      console: { log: (...all: unknown[]) => printed.push(...all) },
    });
    const { status, response } = exchange;
    expect(printed).toEqual([Number(status), ...(response === undefined ? [] : [response])]);
  });
});

describe('the samples in other languages', () => {
  const grammars: Record<keyof typeof languages, string> = {
    python: 'python',
    php: 'php',
    go: 'go',
    java: 'java',
    csharp: 'c-sharp',
    ruby: 'ruby',
  };
  const folder = path.dirname(createRequire(import.meta.url).resolve('@vscode/tree-sitter-wasm'));

  beforeAll(() => Parser.init());

  it.each(Object.keys(grammars) as (keyof typeof languages)[])('are %s', async (id) => {
    const parser = new Parser();
    parser.setLanguage(await Language.load(path.join(folder, `tree-sitter-${grammars[id]}.wasm`)));
    for (const exchange of exchanges) {
      const code = languages[id].code(exchange);
      expect(parser.parse(code)?.rootNode.hasError, code).toBe(false);
      expect(parser.parse(`${code} ) (`)?.rootNode.hasError).toBe(true);
    }
  });

  it.each(Object.keys(grammars) as (keyof typeof languages)[])(
    'carry key, idempotency key and body in %s',
    (id) => {
      for (const exchange of exchanges) {
        const code = languages[id].code(exchange);
        // curl carries the headers in a form of ours: what it has, the others have.
        const headers = codeOf(exchange, 'curl').matchAll(/-H '([^:]+): (.*)'/g);
        for (const [, name = '', value = ''] of headers) {
          // Some languages say the media type with the body.
          if (name !== 'Content-Type') expect(code).toContain(name);
          if (/^[\w/+.-]+$/.test(value)) expect(code).toContain(value);
        }
        expect(code).toContain(sandbox.url);
        for (const text of textsOf(exchange.request)) expect(code).toContain(text);
      }
    },
  );
});

const python = spawnSync('python3', ['-c', 'import requests']).status === 0;
const shell = spawnSync('curl', ['--version']).status === 0;

describe('programs', () => {
  let server: Awaited<ReturnType<typeof startSandbox>>;
  beforeAll(async () => {
    server = await startSandbox({ port: 0, clock: 'frozen' });
  });
  afterAll(() => server.close());

  it.skipIf(!shell)(
    `in curl get the printed status${shell ? '' : ' (not checked: there is no curl)'}`,
    async () => {
      // One curl for all of them: to start it takes longer than to send.
      const words = (code: string) => here(code).replace(/^curl /, '');
      const lines = exchanges.flatMap((exchange) => [
        `${words(codeOf(exchange, 'curl'))} -s -o /dev/null -w '%{http_code}\\n'`,
        `-X POST ${server.url}/__sandbox/reset -s -o /dev/null`,
      ]);
      const { stdout } = await ran('sh', ['-c', `curl ${lines.join(' --next ')}`]);
      const statuses = stdout.trim().split('\n');
      expect(exchanges.map(({ name }, index) => [name, statuses[index]])).toEqual(
        exchanges.map(({ name, status }) => [name, status]),
      );
    },
  );

  it.skipIf(!python)(
    `in Python get the printed answer${python ? '' : ' (not checked: there is no Python with requests)'}`,
    async () => {
      // One Python for all of them: to start it takes longer than to send.
      const codes = exchanges.map((exchange) => here(languages.python.code(exchange)));
      const program = `import json, sys, requests
for code in json.loads(sys.argv[1]):
    exec(code)
    requests.post(${JSON.stringify(`${server.url}/__sandbox/reset`)})`;
      const { stdout } = await ran('python3', ['-c', program, JSON.stringify(codes)]);
      const lines = stdout.trim().split('\n');
      const answers = lines.map((line) => [
        line.slice(0, 3),
        line.length > 4 ? JSON.parse(line.slice(4)) : undefined,
      ]);
      expect(answers).toEqual(exchanges.map(({ status, response }) => [status, response]));
    },
  );

  const here = (code: string) => code.replaceAll(sandbox.url, server.url);
});

const ran = promisify(execFile);

/** Runs the code of a module without imports, with these names. */
async function run(code: string, names: Record<string, unknown>): Promise<void> {
  const AsyncFunction = (async () => {}).constructor as new (
    ...code: string[]
  ) => (...values: unknown[]) => Promise<void>;
  await new AsyncFunction(...Object.keys(names), code)(...Object.values(names));
}

/** The texts within a value that no language has to escape. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return /^[\w .-]+$/.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
