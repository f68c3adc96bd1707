// The call that is printed to be pasted, of operations of its own.
import { describe, expect, it } from 'vitest';
import { curlCommand } from '../src/examples.js';
import { judgeCookies, judgeQuery } from '../src/judge-parameters.js';
import type { Operation } from '../src/operation.js';
import { operationOf } from './operation.js';

const example = (key: string, value: unknown) => ({ id: key, key, value });
const success = {
  code: '200',
  contents: [{ mediaType: 'application/json', examples: [example('calm', {})] }],
};
const json = (...examples: object[]) => ({
  contents: [{ mediaType: 'application/json', examples }],
});

function operation(path: string, request: object = {}, more: object = {}): Operation {
  return operationOf({
    iid: path,
    method: 'post',
    path,
    request,
    responses: [{ code: '404' }, success],
    ...more,
  });
}
const at = (...operations: Operation[]) => curlCommand(operations, 'http://here');

describe('the call to paste', () => {
  it('has the values of the example of success that it is for', () => {
    const path = [
      { name: 'fleet', examples: [example('other', 'x'), example('calm', "o'hara/1")] },
      { name: 'boat', examples: [example('other', 'first')] },
    ];
    const body = json(example('other', {}), example('calm', { note: "it's" }));
    expect(at(operation('/fleets/{fleet}/boats/{boat}', { path, body }))).toBe(
      "curl -X POST 'http://here/fleets/o'\\''hara%2F1/boats/first' -H 'Content-Type: application/json' -d '{\"note\":\"it'\\''s\"}'",
    );
  });

  it('has a key where a header opens the operation, and nowhere else', () => {
    const security = [
      [{ type: 'apiKey', in: 'header', name: 'X-Boat' }],
      [{ type: 'apiKey', in: 'query', name: 'boat' }],
      [{ type: 'http', in: 'header', name: 'X-Other' }],
    ];
    expect(at(operation('/boats', {}, { security }))).toBe(
      "curl -X POST 'http://here/boats' -H 'X-Boat: any-key'",
    );
  });

  it.each([
    ['query', { query: [{ name: 'sort' }, { name: 'page', required: true }] }],
    ['header', { headers: [{ name: 'X-Fleet', required: true }] }],
    ['cookie', { cookie: [{ name: 'session', required: true }] }],
    ['body of another type', { body: { contents: [{ mediaType: 'text/csv', examples: [] }] } }],
  ])('is not of an operation that needs a %s, where there is another', (_, request) => {
    const needs = operation('/needs', request);
    expect(at(needs, operation('/plain', { query: [{ name: 'sort' }] }))).toContain('/plain');
    expect(at(needs, operation('/plain', { body: json(example('calm', 1)) }))).toContain('/plain');
    expect(at(needs)).toContain('/needs');
  });

  it('asks for the health where no operation has an example of success', () => {
    expect(at()).toBe('curl http://here/__health');
    expect(at(operation('/boats', {}, { responses: [{ code: '404' }] }))).toBe(
      'curl http://here/__health',
    );
    const bare = { code: '200', contents: [] };
    expect(at(operation('/boats', {}, { responses: [bare] }))).toBe('curl http://here/__health');
  });
});

describe('an object in the query', () => {
  const schema = { type: 'object', properties: { size: { type: 'integer' } }, required: ['size'] };
  const judged = (query: Record<string, string>, more: object = {}) =>
    judgeQuery(
      operation('/boats', {
        query: [
          { name: 'filter', schema, ...more },
          { name: 'sort', schema: { type: 'string', maxLength: 3 } },
        ],
      }),
      query,
    ).map(({ path, code, message }) => [path.join(' '), code, message]);

  it('is made of its members alone', () => {
    expect(judged({ 'filter[size]': '1' })).toEqual([]);
    expect(judged({ 'filter[size]': 'x' })).toEqual([
      ['query filter', 'type', 'It must in size be integer'],
    ]);
    expect(judged({ 'filter[other]': '1' })).toEqual([
      ['query filter', 'member', "It must have required property 'size'"],
    ]);
    expect(judged({ 'filters[size]': 'x', 'filter[size': 'x', 'size]': 'x', sort: 'abc' })).toEqual(
      [],
    );
  });

  it('may be missing unless it is required', () => {
    expect(judged({})).toEqual([]);
    expect(judged({}, { required: true })).toEqual([['query filter', 'required', '']]);
  });

  it('is looked for nowhere but where an operation has parameters', () => {
    expect(judgeQuery(operation('/boats'), { 'a[b]': '1' })).toEqual([]);
    expect(judgeCookies(operation('/boats'), 'a=1')).toEqual([]);
  });
});

describe('a list in the query', () => {
  const schema = { type: 'array', items: { type: 'string', minLength: 2 }, maxItems: 2 };
  const list = { name: 'Tag', schema, style: 'form', explode: true };
  const judged = (query: Record<string, string | string[]>, more: object = {}) =>
    judgeQuery(operation('/boats', { query: [{ ...list, ...more }] }), query);

  it('is counted, and each of its values is looked at', () => {
    expect(judged({ Tag: ['ab', 'cd'] })).toEqual([]);
    expect(judged({ Tag: 'ab' })).toEqual([]);
    expect(judged({ Tag: ['ab', 'cd', 'ef'] })).toMatchObject([{ code: 'maxItems' }]);
    expect(judged({ Tag: 'a,b' })).toEqual([]);
    expect(judged({ Tag: 'a,b' }, { explode: false })).toMatchObject([{ code: 'minLength' }]);
    expect(judged({ Tag: 'ab,cd' }, { explode: false })).toEqual([]);
  });

  it('is missing where it is not there, under its own name', () => {
    expect(judged({})).toEqual([]);
    expect(judged({}, { required: true })).toMatchObject([{ code: 'required' }]);
    expect(judged({ tag: 'ab' }, { required: true })).toMatchObject([{ code: 'required' }]);
  });
});

describe('a value in the query', () => {
  const schema = { type: 'string', minLength: 1 };
  const judged = (query: Record<string, string | string[]>, more: object = { schema }) =>
    judgeQuery(operation('/boats', { query: [{ name: 'text', ...more }] }), query);

  it('is there where it is empty, and one', () => {
    expect(judged({ text: 'a' })).toEqual([]);
    expect(judged({})).toEqual([]);
    expect(judged({ text: '' })).toMatchObject([{ code: 'minLength' }]);
    expect(judged({ text: ['a', 'b'] })).toMatchObject([{ code: 'type' }]);
  });

  it('is whole, commas and all, where it is no list', () => {
    expect(judged({ text: 'a,b' }, { schema, explode: false })).toEqual([]);
  });

  it('is any where the contract does not say how it looks', () => {
    expect(judged({ text: '' }, {})).toEqual([]);
    expect(judged({ text: ['a', 'b'] }, {})).toEqual([]);
  });

  it('is judged by what is made once of its schema', () => {
    let reads = 0;
    const counting = {
      type: 'string',
      get minLength() {
        reads += 1;
        return 1;
      },
    };
    judged({ text: 'a' }, { schema: counting });
    const first = reads;
    judged({ text: 'b' }, { schema: counting });
    expect(reads).toBe(first);
  });
});

describe('a cookie', () => {
  const cookie = [{ name: 'Session', schema: { type: 'string', minLength: 3 }, required: true }];
  const judged = (header?: string) =>
    judgeCookies(operation('/boats', { cookie }), header).map(({ path, code }) => [
      path.join(' '),
      code,
    ]);

  it('is there under its own name, decoded', () => {
    expect(judged('a=1; Session=a%20b')).toEqual([]);
    expect(judged('Session=a=b')).toEqual([]);
    expect(judged('Session=%zz')).toEqual([]);
    expect(judged('Session=ab')).toEqual([['cookie session', 'minLength']]);
    expect(judged('session=abc')).toEqual([['cookie session', 'required']]);
    expect(judged()).toEqual([['cookie session', 'required']]);
  });
});
