// What a case's words for a request come to, on operations of many kinds.
import { describe, expect, it } from 'vitest';
import { another, type Send, type Template } from '../src/behaviour/case.js';
import { type Names, plainRequest, targetOf } from '../src/behaviour/plain-requests.js';
import { operations } from '../src/bundled-contract.js';
import { underTheBoatContract } from './boats/swap.js';

const operationOf = underTheBoatContract();

const names: Names = {
  prefix: 'case-7',
  apiKeys: { own: 'Key-1', second: 'second-key', 'other tenant': 'other-key' },
};
const boat: Template = { path: { name: 'Argo' } };
const built: Template = { body: { name: 'Argo', rig: 'sloop' } };

type Sent = Partial<Send> & { template?: Template; names?: Partial<Names> };

function sent(operationId: string, { template = boat, names: own, ...send }: Sent = {}) {
  const all = { request: 'nothing', ...send } as Send;
  return plainRequest(all, operationOf(operationId), template, { ...names, ...own });
}
const build = (send: Sent = {}) => sent('buildBoat', { template: built, ...send });
const withKeys = (keys: Partial<Names['apiKeys']>) => ({
  names: { apiKeys: { ...names.apiKeys, ...keys } },
});

describe('a request', () => {
  it('has the path, the key and the body that it needs', () => {
    expect(build()).toEqual({
      method: 'POST',
      url: '/boats',
      headers: { 'X-Api-Key': 'Key-1', 'Content-Type': 'application/json' },
      body: '{"name":"Argo","rig":"sloop"}',
    });
    expect(sent('sinkBoat')).toEqual({
      method: 'DELETE',
      url: '/boats/Argo',
      headers: { 'X-Api-Key': 'Key-1', 'X-Harbour': 'Key-1' },
      body: undefined,
    });
    expect(sent('readCaptain').headers).toEqual({});
  });

  it('has the parameters that are demanded, and a query of its own behind them', () => {
    const { url, headers } = sent('findBoats', { template: {} });
    expect(url).toMatch(/^\/boats\?rig=(sloop|ketch)$/);
    expect(headers).toEqual({ 'X-Fleet': 'north', 'X-Api-Key': 'Key-1' });
    expect(sent('findBoats', { template: {}, query: 'a=1' }).url).toMatch(/\?rig=\w+&a=1$/);
    expect(sent('readBoat', { query: 'a=1' }).url).toBe('/boats/Argo?a=1');
  });

  it('has no body with a GET', () => {
    expect(sent('readBoat', { template: { ...boat, body: {} } }).body).toBeUndefined();
    const { body, headers } = sent('paintBoat', {
      method: 'wrong',
      template: { ...boat, body: {} },
    });
    expect([body, headers['Content-Type']]).toEqual(['{}', 'application/merge-patch+json']);
    const read = sent('postKnot', { method: 'wrong', template: { body: {} } });
    expect([read.method, read.body]).toEqual(['GET', undefined]);
  });

  it('has the headers of the case in the place of the usual ones', () => {
    const { headers } = build({ headers: { 'Content-Type': 'text/csv', 'X-Api-Key': 'mine' } });
    expect(headers).toEqual({ 'Content-Type': 'text/csv', 'X-Api-Key': 'mine' });
  });

  it('tells its media type where a case is about that, and in the spelling that it asks for', () => {
    const type = (send: Sent, operationId = 'buildBoat') =>
      sent(operationId, { template: { ...boat, ...built }, ...send }).headers['Content-Type'];
    expect(type({ typeAs: 'with a charset' })).toBe('application/json; charset=utf-8');
    expect(type({ typeAs: 'in capitals' })).toBe('APPLICATION/JSON');
    expect(type({}, 'paintBoat')).toBe('application/merge-patch+json');
    expect(type({}, 'readBoat')).toBe('application/json');
    const bare = sent('readBoat', { typeAs: 'in capitals' });
    expect(bare.headers['Content-Type']).toBe('APPLICATION/JSON');
  });

  it('goes to a path that there is not where that is asked for', () => {
    expect(sent('readBoat', { unknownPath: true }).url).toBe('/boats/Argo/unknown');
    // Of /boats a name would come next.
    expect(build({ unknownPath: true, query: 'a=1' }).url).toBe('/boats/unknown/unknown?a=1');
  });

  it('has another method where that is asked for: one that the path does not have', () => {
    expect(sent('readBoat', { method: 'wrong' }).method).toBe('PUT');
    expect(build({ method: 'wrong' }).method).toBe('DELETE');
    expect(sent('loadChart', { method: 'wrong' }).method).toBe('DELETE');
    expect(
      sent('raiseFlag', { template: { path: { colour: 'red' } }, method: 'wrong' }).method,
    ).toBe('PATCH');
    expect(sent('getRope', { template: {}, method: 'wrong' }).method).toBe('POST');
    expect(sent('postKnot', { template: {}, method: 'wrong' }).method).toBe('GET');
    expect(sent('readBoat', { method: 'OPTIONS' }).method).toBe('OPTIONS');
    expect(() => sent('postAnchor', { template: {}, method: 'wrong' })).toThrow(
      'the path has every method',
    );
  });
});

describe('a path in another spelling', () => {
  it('has the first character of its first parameter encoded', () => {
    expect(sent('readBoat', { respelled: true }).url).toBe('/boats/%41rgo');
    expect(sent('readBoat', { respelled: true, template: { path: { name: '-a/b' } } }).url).toBe(
      '/boats/%2Da%2Fb',
    );
    expect(sent('readBoat', { respelled: true, template: { path: { name: 'zoo' } } }).url).toBe(
      '/boats/%7Aoo',
    );
    const log = { path: { name: 'Argo', entry: '7' } };
    expect(sent('readLog', { respelled: true, template: log }).url).toBe('/boats/%41rgo/log/7');
    const number = { path: { metres: 12 as never } };
    expect(sent('readDepth', { respelled: true, template: number }).url).toBe('/depth/%312');
  });

  it.each([
    ['readBoat', { path: { name: 'é' } }],
    ['readBoat', {}],
    ['buildBoat', {}],
  ])('does not exist of %s with %j', (operationId, template) => {
    expect(() => sent(operationId, { respelled: true, template })).toThrow(
      'its path cannot be written in another way',
    );
  });
});

describe('an API key', () => {
  const keyOf = (apiKey: Send['apiKey'], more: Sent = {}) =>
    build({ ...(apiKey && { apiKey }), ...more }).headers['X-Api-Key'];

  it.each([
    [undefined, 'Key-1'],
    ['second', 'second-key'],
    ['other tenant', 'other-key'],
    ['unknown', 'unknown-case-7'],
    ['longer', 'Key-1x'],
    ['shorter', 'Key-'],
    ['other case', 'KEY-1'],
    ['twice', 'Key-1, Key-1'],
    ['none', undefined],
  ] as const)('%s is %s', (kind, value) => {
    expect(keyOf(kind)).toBe(value);
  });

  it('in capitals is small in the other case', () => {
    expect(keyOf('other case', withKeys({ own: 'KEY' }))).toBe('key');
  });

  it('of two characters has a shorter one, and of one none', () => {
    expect(keyOf('shorter', withKeys({ own: 'ab' }))).toBe('a');
    expect(() => keyOf('shorter', withKeys({ own: 'a' }))).toThrow('the API key has one character');
  });

  it.each([
    ['other case', { own: '12-3' }, 'the API key has no letters'],
    [
      'second',
      { second: undefined },
      'no second API key of the tenant is given (--second-api-key)',
    ],
    [
      'other tenant',
      { 'other tenant': undefined },
      'no API key of another tenant is given (--other-tenant-api-key)',
    ],
  ] as const)('%s cannot be made of %j', (kind, keys, reason) => {
    expect(() => keyOf(kind, withKeys(keys))).toThrow(reason);
  });
});

describe('an idempotency key', () => {
  const keyOf = (send: Sent, operationId = 'buildBoat') =>
    sent(operationId, { template: built, ...send }).headers['X-Once'];

  it('is the case’s own, by its name, and no other’s', () => {
    expect(keyOf({ key: 'a' })).toBe('case-7-a');
    expect(keyOf({ key: 'a', keyAs: '"*"' })).toBe('"case-7-a"');
    expect(keyOf({ key: '$&', keyAs: ' *' })).toBe(' case-7-$&');
  });

  it('is as long as is asked', () => {
    expect(keyOf({ key: 'a', keyLength: 12 })).toBe('case-7-a~~~~');
    expect(keyOf({ key: 'a', keyLength: 1 })).toBe('7');
    expect(keyOf({ key: 'a', keyLength: 2 })).toBe('case-7-a');
  });

  it('is what is sent literally, an empty one, too', () => {
    expect(keyOf({ literalKey: '' })).toBe('');
    expect(keyOf({ literalKey: 'x', key: 'a' })).toBe('x');
  });

  it('is not there without a name, or where the operation takes none', () => {
    expect(keyOf({})).toBeUndefined();
    expect(sent('readBoat', { key: 'a' }).headers).toEqual({ 'X-Api-Key': 'Key-1' });
  });
});

describe('a body that is changed', () => {
  const bodyOf = (edit: Send['edit'], template = built, operationId = 'buildBoat') =>
    sent(operationId, { ...(edit && { edit }), template }).body as string;

  it('is the same JSON in another text', () => {
    expect(bodyOf('spaced')).toBe(' {"name":"Argo","rig":"sloop"}');
    expect(bodyOf('reordered')).toBe('{"rig":"sloop","name":"Argo"}');
  });

  it('is another valid one', () => {
    const other = bodyOf('other');
    expect(other).not.toBe(bodyOf(undefined));
    expect(Object.keys(JSON.parse(other))).toEqual(expect.arrayContaining(['name', 'rig']));
    // Not the first that comes, where that is the same.
    expect(bodyOf('other', { body: JSON.parse(other) })).not.toBe(other);
  });

  it('has a property that the contract does not name', () => {
    expect(JSON.parse(bodyOf('unknownProperty'))).toEqual({
      name: 'Argo',
      rig: 'sloop',
      conformanceUnknown: 1,
    });
    expect(() => bodyOf('unknownProperty', { body: {} }, 'drawChart')).toThrow(
      'its body may have any property',
    );
  });

  it('is no JSON', () => {
    expect(bodyOf('broken')).toBe('{"name":"Argo","rig":"sloop"');
    expect(bodyOf('broken', { body: 12 })).toBe('12{');
    expect(bodyOf('broken', { body: ['{'] })).toBe('["{"]{');
  });

  it('is one byte larger than it may be, counted in bytes', () => {
    for (const name of ['Argo', 'Ärgo']) {
      const text = bodyOf('tooLarge', { body: { name } });
      expect(Buffer.byteLength(text)).toBe(1_048_577);
      expect(JSON.parse(text)).toEqual({ name });
    }
  });

  it.each([
    [{}, 'reordered'],
    [{ name: 'Argo' }, 'reordered'],
    [['b', 'a'], 'reordered'],
    [null, 'reordered'],
    ['text', 'reordered'],
  ] as const)('of %j cannot be %s', (body, edit) => {
    expect(() => bodyOf(edit, { body })).toThrow('its body cannot be written in another way');
  });

  it('is left out where there is none', () => {
    expect(bodyOf('spaced', {})).toBeUndefined();
  });
});

describe('the operation of a request', () => {
  const own = () => operationOf('buildBoat');

  it('is the case’s own, the one of a name, or another that takes an idempotency key', () => {
    expect(targetOf({ request: 'nothing' }, own())).toBe(own());
    expect(targetOf({ request: 'nothing', operation: 'readBoat' }, own())).toBe(
      operationOf('readBoat'),
    );
    expect(targetOf({ request: 'nothing', operation: another }, own()).operationId).toBe(
      'drawChart',
    );
    expect(
      targetOf({ request: 'nothing', operation: another }, operationOf('drawChart')).operationId,
    ).toBe('buildBoat');
  });

  it('is missing where the contract has no other', () => {
    const all = operations.splice(0, Infinity, own());
    expect(() => targetOf({ request: 'nothing', operation: another }, own())).toThrow(
      'the contract has no other operation',
    );
    operations.splice(0, 1, ...all);
  });

  it('is one that the contract has', () => {
    expect(() => targetOf({ request: 'nothing', operation: 'flyBoat' }, own())).toThrow(
      'The contract has no operation flyBoat.',
    );
  });
});
