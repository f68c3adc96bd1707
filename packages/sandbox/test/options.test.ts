import { describe, expect, it } from 'vitest';
import { createSandbox } from '../src/index.js';
import { startSandbox } from '../src/node/index.js';
import { run } from './program.js';

describe('an option of a sandbox', () => {
  it.each([
    [{ clok: 'frozen' }, 'clok: There is no such property.'],
    [{ clock: 'sometimes' }, 'clock: Must be one of running, frozen, system.'],
    [{ maxKeys: 'many' }, 'maxKeys: Must be a number.'],
    [{ maxKeys: 0 }, 'maxKeys: Must be a whole number from 1.'],
    [{ control: 'no' }, 'control: Must be true or false.'],
    [{ wallClock: 5 }, 'wallClock: Must be a function.'],
    [{ webhooks: () => {} }, 'webhooks: Must be a list.'],
    [{ webhooks: ['http://localhost:3000'] }, 'webhooks[0]: Must be a function.'],
    [null, 'the options: Must be an object.'],
  ])('that is wrong is refused by its name: %j', (options, message) => {
    expect(() => createSandbox(options as never)).toThrow(
      new TypeError(`createSandbox: ${message}`),
    );
  });

  it('that is wrong is told together with the others', () => {
    expect(() => createSandbox({ timeZone: 5, maxKeys: -1 } as never)).toThrow(
      'createSandbox: timeZone: Must be a string. maxKeys: Must be a whole number from 1.',
    );
  });

  it('may be undefined', () => {
    expect(() => createSandbox({ clock: undefined, webhooks: undefined })).not.toThrow();
  });
});

describe('an option of a server', () => {
  it.each([
    [{ port: 'abc' }, 'startSandbox: port: Must be a number.'],
    [{ port: 70_000 }, 'startSandbox: port: Must be a whole number from 0 to 65535.'],
    [{ host: '' }, 'startSandbox: host: Must not be empty.'],
    [{ data: '' }, 'startSandbox: data: Must not be empty.'],
    [{ webhooks: [5] }, 'startSandbox: webhooks[0]: Must be a URL or a function.'],
    [{ keepAliveSeconds: -1 }, 'startSandbox: keepAliveSeconds: Must be a whole number from 0.'],
    [{ allowOrigins: 'http://localhost:3000' }, 'startSandbox: allowOrigins: Must be a list.'],
    [{ allowHosts: ['http://a'] }, "'http://a' is not the name of a host."],
    [{ allowHosts: ['sandbox.internal:80'] }, "'sandbox.internal:80' is not the name of a host."],
  ])('that is wrong is refused by its name: %j', async (options, message) => {
    await expect(startSandbox({ port: 0, ...options } as never)).rejects.toThrow(message);
  });

  it('may name hosts as names and as addresses', async () => {
    const allowHosts = ['sandbox.internal', '::1', '[::1]'];
    const { close } = await startSandbox({ port: 0, allowHosts });
    await close();
  });
});

it('the program refuses a host that no request could name', async () => {
  const { code, stderr } = await run('--port', '0', '--allow-host', 'http://a');
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining("--allow-host: 'http://a' is not the name of a host."),
  ]);
});
