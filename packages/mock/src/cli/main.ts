import {
  type CommandLine,
  endWithProcess,
  type Program,
  type ProgramProcess,
  readServerFlags,
  runProgram,
  serverFlags,
} from '@connect-api/http-edge/node';
import packageJson from '../../package.json' with { type: 'json' };
import { contract, digest } from '../bundled-contract.js';
import { readProxyFlags } from './proxy-flags.js';

const defaults = { port: 4010, log: 'none' } as const;

const program: Program = {
  name: 'connect-mock',
  variables: 'CONNECT_MOCK_',
  about: `Usage: connect-mock [options]
       connect-mock --proxy <base URL> [options]

Answers the requests of the Connect API from the examples of its contract; or passes them on to a
server, and says in what requests and answers differ from the contract.`,
  flags: {
    ...serverFlags(defaults),
    dynamic: { help: 'generate bodies from the schemas instead of taking the examples' },
    seed: { takes: '<text>', help: 'make generated bodies repeatable' },
    delay: { takes: '<ms>', help: 'wait before each response (default: 0)' },
    proxy: {
      takes: '<base URL>',
      help: 'pass requests on to this server, and log what differs from the contract\n(--log is text then, unless it is given)',
    },
    report: { takes: '<file>', help: 'with --proxy: write what differed as JSON, at the end' },
    timeout: {
      takes: '<seconds>',
      help: 'with --proxy: how long the server may take to answer (default: 30)',
    },
    yes: { help: 'with --proxy: go ahead where the server is not on this machine' },
  },
  exclusive: [
    ['proxy', 'dynamic'],
    ['proxy', 'seed'],
    ['proxy', 'delay'],
  ],
  needs: { report: 'proxy', timeout: 'proxy', yes: 'proxy' },
  more: `A request chooses its response with the header Prefer:

  Prefer: code=409             the first example of a status
  Prefer: example=<name>       one example; GET /__examples lists the names
  Prefer: dynamic=true         a generated body

GET /__health says that the mock runs, and from which contract; GET /__ready that it can answer.`,
};

const version = `${packageJson.version}, contract ${contract.info.version} sha256 ${digest}`;

/** The whole program. */
export function main(process: ProgramProcess): Promise<void> {
  return runProgram(program, version, (given) => run(given, process), process);
}

async function run(given: CommandLine, process: ProgramProcess): Promise<void> {
  const proxy = await readProxyFlags(given, process.stderr);
  const { drainSeconds, output, ...server } = readServerFlags(
    given,
    { ...defaults, ...proxy },
    process,
  );
  const options = {
    ...server,
    dynamic: given.isOn('dynamic') ?? false,
    delay: given.number('delay', 600_000) ?? 0,
    seed: given.text('seed'),
  };
  let close = async () => {};
  endWithProcess(() => close(), process);
  // Prism calls url.parse, of which newer Nodes warn; that says nothing to who runs the mock.
  process.noDeprecation = true;
  // Prism takes its time to load; help and version do not need it.
  if (proxy) {
    const { runProxy } = await import('./run-proxy.js');
    const { url, end } = await runProxy({
      ...server,
      ...proxy,
      drainSeconds,
      output: process.stdout,
    });
    close = end;
    output.announce(
      `Connect API proxy: ${url} passes requests on to ${proxy.baseUrl}`,
      'Ctrl-C ends it and sums up what differed.',
    );
    return;
  }
  const { start, curlCommand } = await import('../start.js');
  const mock = await start(options);
  close = () => mock.close(drainSeconds);
  // Any message from the parent says that the contract beside the code is another one; the answer, that it is
  // served.
  process.on('message', () => mock.takeContract().then(() => process.send?.('contract')));
  output.announce(`Connect API mock: ${mock.url}`, curlCommand(mock.operations, mock.url));
}
