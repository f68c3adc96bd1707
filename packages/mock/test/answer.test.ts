// What the mock makes of what Prism says; Prism is played.
import { describe, expect, it } from 'vitest';
import { createMockHandle } from '../src/handle.js';
import type { Choice, Input, Output, Prism, Violation } from '../src/prism.js';
import { operationOf } from './operation.js';

const schema = { type: 'object', required: ['id'], properties: { id: {}, note: {} } };
const operation = {
  iid: 'putPet',
  method: 'put',
  path: '/pets/{id}',
  request: { body: { contents: [{ mediaType: 'application/json', schema: { type: 'object' } }] } },
  responses: [
    { code: '200', contents: [{ schema, examples: [{ key: 'one', value: {} }] }] },
    { code: '204' },
    { code: 'default', contents: [{ examples: [{ key: 'bad', value: { code: 'X' } }] }] },
  ],
};

interface Played {
  output?: Output;
  violations?: Violation[];
  early?: Violation[];
  fails?: Error;
  of?: Parameters<typeof operationOf>[0];
  choice?: Choice;
}

function play({ output, violations = [], early = [], fails, of = operation, choice }: Played = {}) {
  const asked: { input: Input; choice: Choice }[] = [];
  const prism: Prism = {
    operations: [operationOf(of)],
    inspect: async () => early,
    pass: async () => ({ request: [], response: [] }),
    async answer(_, input, choice) {
      asked.push({ input, choice });
      if (fails) throw fails;
      // As Prism does, the same body each time where it is an example of the contract.
      return { violations, output: output ?? { statusCode: 200, body: { id: 1 } } };
    },
  };
  const handle = createMockHandle(prism, {
    choice: choice ?? { dynamic: false },
    delay: async () => {},
  });
  const send = async (headers: Record<string, string> = {}, body?: string, url = '/pets/a') => {
    const answer = await handle({
      method: 'PUT',
      url,
      header: (name: string) => headers[name],
      body: new TextEncoder().encode(body ?? ''),
    });
    if (typeof answer === 'string') throw new Error(answer);
    return { ...answer, json: answer.body === '' ? undefined : JSON.parse(answer.body) };
  };
  return { send, asked };
}

const json = { 'content-type': 'application/json' };

describe('a request', () => {
  it('may leave out a body that is not required, and then has no media type', async () => {
    const { send, asked } = play();
    expect((await send({ 'content-type': 'text/plain' })).status).toBe(200);
    expect(asked[0]?.input).not.toHaveProperty('body');
    expect((await send({ 'content-type': 'text/plain' }, '{}')).status).toBe(415);
    expect((await send(json, '{"a":1}')).status).toBe(200);
    expect(asked[1]?.input).toHaveProperty('body', { a: 1 });
  });

  it('without a body that is required is a 415, or malformed', async () => {
    const request = { body: { required: true } };
    const { send, asked } = play({ of: { ...operation, request } });
    expect((await send()).status).toBe(415);
    expect((await send(json)).status).toBe(400);
    expect(asked).toEqual([]);
  });

  it('reaches Prism with method, encoded path and query', async () => {
    const { send, asked } = play({ of: { ...operation, request: {} } });
    await send({}, '', '/pets/a%2Cb?x=1');
    expect(asked[0]?.input).toMatchObject({
      method: 'put',
      url: { path: '/pets/a%2Cb', query: { x: '1' } },
    });
  });

  it.each(['path', 'body'])('is refused for what Prism finds wrong in its %s', async (place) => {
    const { send } = play({
      violations: [{ path: [place, 'a'], code: 'type', message: 'it must be b' }],
    });
    const { status, json: body } = await send(json, '{}');
    expect([status, body.code, body.details.length]).toEqual([400, 'VALIDATION_ERROR', 1]);
  });

  it('is refused in Prism’s words where its body fits all the same', async () => {
    const violation = { path: ['body'], code: 'type', message: 'no such thing' };
    const { send } = play({ violations: [violation] });
    const { json: body } = await send(json, '{}');
    expect(body.details).toEqual([{ message: 'no such thing', code: 'FIELD_INVALID' }]);
  });

  it.each([
    [401, 'UNAUTHORIZED'],
    ['type', 'VALIDATION_ERROR'],
  ])('is refused early for the violation %s', async (code, told) => {
    const { send, asked } = play({ early: [{ path: ['header', 'x'], code, message: 'must a' }] });
    expect((await send()).json.code).toBe(told);
    expect(asked).toEqual([]);
  });
});

describe('a response', () => {
  it('has the headers of the contract as texts, and one media type', async () => {
    const headers = { 'X-Left': 3, 'X-None': null, 'content-TYPE': 'text/html' };
    const { send } = play({ output: { statusCode: 200, headers, body: { id: 1 } } });
    const answer = await send(json, '{}');
    expect(answer.headers).toEqual({
      'X-Left': '3',
      'Content-Type': 'application/json',
      'X-Request-Id': expect.stringMatching(/^req-/),
    });
    expect(answer.json).toEqual({ id: 1 });
  });

  it('without a body has no media type', async () => {
    const { send } = play({ output: { statusCode: 204 } });
    const { body, headers } = await send();
    expect([body, Object.keys(headers)]).toEqual(['', ['X-Request-Id']]);
  });

  it('of a status that the contract does not have is what Prism says', async () => {
    const { send } = play({
      of: { ...operation, responses: operation.responses.slice(0, 2) },
      output: { statusCode: 202, body: { id: 1 } },
    });
    for (const prefer of ['dynamic=false', 'dynamic=true'])
      expect(await send({ prefer })).toMatchObject({ status: 202, json: { id: 1 } });
  });

  it('of a status that no example stands for says so', async () => {
    const { send } = play({ output: { statusCode: 418, body: { code: 'X' } } });
    expect((await send({ prefer: 'code=418' })).json).toEqual({
      message: 'The request was answered with status 418.',
      code: 'HTTP_418',
      hint: 'The contract does not list this status. Read its class.',
    });
  });

  it('that an example of default stands for is that example', async () => {
    const { send, asked } = play({ output: { statusCode: 500, body: { code: 'X' } } });
    expect((await send({ prefer: 'example=bad' })).json).toEqual({ code: 'X' });
    expect(asked[0]?.choice).toEqual({ dynamic: false, code: 500, exampleKey: 'bad' });
  });

  it('that is generated leaves out now and then what it may, and repeats by its seed', async () => {
    const output = { statusCode: 200, body: { id: 1, note: 2 } };
    const { send } = play({ output });
    const bodies = async (preference: string) => {
      const all = [];
      for (let index = 0; index < 40; index += 1) {
        const { json: body } = await send({ prefer: `dynamic=true${preference}` });
        all.push(Object.keys(body).sort().join());
      }
      return new Set(all);
    };
    expect(await bodies('')).toEqual(new Set(['id,note', 'id']));
    for (const seed of ['1', '2', '3']) expect((await bodies(`, seed=${seed}`)).size).toBe(1);
    // Nor is it missing in what others are answered with.
    expect(output.body).toEqual({ id: 1, note: 2 });
  });

  it('that is generated is left whole where there is no schema, or an example was asked for', async () => {
    const output = { statusCode: 200, body: { note: 2 } };
    const bare = { ...operation, responses: [{ code: '200' }] };
    const always = { dynamic: true, seed: 'any' };
    for (let index = 0; index < 40; index += 1) {
      expect((await play({ output, of: bare, choice: always }).send()).json).toEqual({ note: 2 });
      const { send } = play({ output: { statusCode: 200, body: { id: 1, note: 2 } } });
      expect((await send({ prefer: 'dynamic=true, example=one' })).json).toEqual({
        id: 1,
        note: 2,
      });
    }
  });

  it('is a 500 that says why where Prism fails', async () => {
    const { send } = play({ fails: new Error('no generator') });
    const { status, json: body } = await send(json, '{}');
    expect([status, body.code, body.message]).toEqual([
      500,
      'INTERNAL_ERROR',
      'The mock failed: no generator',
    ]);
  });
});

describe('a generated body', () => {
  const right = { statusCode: 200, body: { id: 1 } };
  const wrong = { statusCode: 200, body: { note: 1 } };
  const dynamic = (seed?: string): Choice => ({ dynamic: true, ...(seed && { seed }) }) as Choice;

  it('that fits its schema is asked for once', async () => {
    const { send, asked } = play({ choice: dynamic('x'), output: right });
    expect((await send()).json).toEqual({ id: 1 });
    expect(asked.map(({ choice }) => choice)).toEqual([expect.objectContaining(dynamic('x'))]);
  });

  it('that does not fit gives way to an example, of the same choice', async () => {
    for (const output of [wrong, { statusCode: 200, body: 'text' }]) {
      const { send, asked } = play({ choice: dynamic('x'), output });
      await send();
      expect(asked.map(({ choice }) => [choice.dynamic, choice.seed])).toEqual([
        [true, 'x'],
        [false, 'x'],
      ]);
    }
  });

  it('that cannot be generated gives way to an example, too', async () => {
    const { send, asked } = play({ choice: dynamic(), fails: new Error('no sample') });
    await send().catch(() => {});
    expect(asked.map(({ choice }) => choice.dynamic)).toEqual([true, false]);
  });

  it('is no question where the request is wrong, or where there is no schema', async () => {
    const violations = [{ path: ['body', 'a'], code: 'type', message: 'must be a string' }];
    const refused = play({ choice: dynamic(), output: wrong, violations });
    expect((await refused.send(json, '{"a":1}')).status).toBe(400);
    expect(refused.asked).toHaveLength(1);
    const bare = play({ choice: dynamic(), output: { statusCode: 204 } });
    expect((await bare.send()).status).toBe(204);
    expect(bare.asked).toHaveLength(1);
  });

  it('is none where an example was asked for', async () => {
    const { send, asked } = play({ output: wrong, choice: dynamic() });
    await send({ prefer: 'example=one' });
    expect(asked.map(({ choice }) => choice.exampleKey)).toEqual(['one']);
  });
});
