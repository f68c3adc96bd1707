import { type OperationValidators, operations } from '@connect-api/validators';
import { expect } from 'vitest';
import { createSandbox, type SandboxOptions } from '../src/sandbox.js';
import defaultWorld from '../src/world/default-world.json' with { type: 'json' };
import type { Subscription } from '../src/world/world.js';

export const apiKey = 'sandbox-harbour-1';

/** Of the world that a sandbox has unless told otherwise. */
export const subscriptions = defaultWorld.subscriptions as unknown as Subscription[];

/** A sandbox whose clock stands still, and short ways to call it. */
export function testSandbox(options: SandboxOptions = {}) {
  const sandbox = createSandbox({
    clock: 'frozen',
    onError: (error) => {
      throw error;
    },
    ...options,
  });
  return { sandbox, ...callsOf(sandbox.fetch) };
}

export interface Answered {
  status: number;
  headers: Record<string, string>;
  text: string;
  body: any;
}

/**
 * Short ways to call a sandbox through its `fetch`.
 *
 * @param contract the operations that its answers are held against
 */
export function callsOf(
  fetch: (input: string, init?: RequestInit) => Promise<Response>,
  contract: readonly OperationValidators[] = operations,
) {
  async function send(method: string, path: string, init: RequestInit = {}): Promise<Answered> {
    const response = await fetch(`http://sandbox.test${path}`, { method, ...init });
    const text = await response.text();
    const answer = {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text,
      body: text === '' ? undefined : JSON.parse(text),
    };
    expectContract(contract, method, path, answer);
    return answer;
  }

  const call = (
    method: string,
    path: string,
    body: unknown,
    headers: Record<string, string | undefined> = {},
  ): Promise<Answered> => {
    const all = { 'Content-Type': 'application/json', 'X-Api-Key': apiKey, ...headers };
    return send(method, path, {
      headers: Object.fromEntries(
        Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ),
      body:
        typeof body === 'string' || body instanceof Uint8Array
          ? (body as BodyInit)
          : JSON.stringify(body),
    });
  };

  return {
    send,
    call,
    cancel: (id: string, body: object = {}, headers: Record<string, string | undefined> = {}) =>
      call(
        'POST',
        `/subscriptions/${id}/cancel`,
        { schedule: { type: 'CancelNextDay' }, reason: 'NO_NEED', ...body },
        headers,
      ),
    change: (id: string, body: object, headers: Record<string, string | undefined> = {}) =>
      call('PUT', `/subscriptions/${id}/addons/product-offering-change`, body, headers),
    setClock: (now: string) => send('PUT', '/__sandbox/clock', { body: JSON.stringify({ now }) }),
    setFaults: (...faults: object[]) =>
      send('PUT', '/__sandbox/faults', { body: JSON.stringify({ faults }) }),
    effects: async () => (await send('GET', '/__sandbox/effects')).body.effects as any[],
    world: async () => (await send('GET', '/__sandbox/world')).body,
    subscription: async (id: string) => {
      const { body } = await send('GET', '/__sandbox/world');
      return body.subscriptions.find((each: any) => each.subscriptionId === id);
    },
  };
}

/** Every answer of an operation is one that the contract allows. */
function expectContract(
  contract: readonly OperationValidators[],
  method: string,
  path: string,
  { status, headers, body }: Answered,
): void {
  const [operation] = contract
    .filter(
      (each) => each.method === method && patternOf(each.path).test(path.split('?', 1)[0] ?? ''),
    )
    // Of paths that are alike the one that says more is meant.
    .sort((one, other) => parametersIn(one.path) - parametersIn(other.path));
  if (!operation) return;
  const result = operation.response(status, { headers, body });
  expect(result.valid ? [] : result.details).toEqual([]);
}

function parametersIn(path: string): number {
  return path.split('{').length - 1;
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`);
}
