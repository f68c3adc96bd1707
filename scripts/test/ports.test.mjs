import { describe, expect, test } from 'vitest';
import { choosePorts } from '../lib/ports.mjs';

const services = [
  { name: 'docs', port: 4000 },
  { name: 'mock', port: 4010 },
];

describe('choosing ports', () => {
  test('keeps the usual ones when nothing is asked for', () => {
    expect(portsFor([], {})).toEqual([4000, 4010]);
  });

  test('takes flags and variables, and a flag wins', () => {
    expect(portsFor(['--docs-port', '5000'], { DOCS_PORT: '6000', MOCK_PORT: '6010' })).toEqual([
      5000, 6010,
    ]);
    expect(portsFor(['--mock-port=5010'], {})).toEqual([4000, 5010]);
  });

  test.each(['0', '65536', '80.5', '-1', 'http'])(
    'refuses "%s", and names where it came from',
    (port) => {
      expect(() => portsFor([], { MOCK_PORT: port })).toThrow(`MOCK_PORT is "${port}"`);
    },
  );

  test('refuses one port for two services', () => {
    expect(() => portsFor(['--docs-port=4010'], {})).toThrow(
      'docs and mock cannot both listen on port 4010',
    );
  });

  test('names the flags there are when it does not know one', () => {
    expect(() => portsFor(['--prot=1'], {})).toThrow(/--docs-port NUMBER and --mock-port NUMBER/);
  });
});

function portsFor(args, env) {
  return choosePorts(services, args, env).map(({ port }) => port);
}
