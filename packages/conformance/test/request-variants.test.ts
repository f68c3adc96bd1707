// Which requests are made of an operation, and how each is to be answered.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { document } from '../src/bundled-contract.js';
import type { PlainRequest } from '../src/http.js';
import { type KnownValues, requestVariants } from '../src/schema/request-variants.js';
import { underTheBoatContract } from './boats/swap.js';

const operationOf = underTheBoatContract();

const variantsOf = (operationId: string, known?: KnownValues) =>
  requestVariants(document, operationOf(operationId), 'key-1', known);

/** `400 without rig`, … */
const told = (operationId: string) =>
  variantsOf(operationId).variants.map(({ verdict, name }) => `${verdict} ${name}`);

function samples(
  operationId: string,
  name: string,
  { known, count = 30 }: { known?: KnownValues; count?: number } = {},
): PlainRequest[] {
  const variant = variantsOf(operationId, known).variants.find((each) => each.name === name);
  if (!variant) throw new Error(`${operationId} has no variant ${name}.`);
  return fc.sample(variant.requests, { seed: 1, numRuns: count });
}

const queryOf = ({ url }: PlainRequest) => new URLSearchParams(url.split('?')[1]);
const bodyOf = ({ body }: PlainRequest) => JSON.parse(String(body));

const ofAll = [
  'accepted in order',
  'accepted with an unknown query parameter',
  '400 with a malformed query',
];
const ofAccept = [
  '406 that accepts text/html',
  '406 that accepts application/json;q=0',
  '406 that accepts */*, application/json;q=0',
  'accepted that accepts application/*',
  'accepted that accepts text/html, */*;q=0.1',
  'accepted that accepts Application/JSON',
];
const ofJson = [
  'accepted as Application/JSON',
  'accepted as application/json; charset=utf-8',
  'accepted with a quoted charset',
];
const ofOtherTypes = [
  '415 as text/plain',
  '415 as application/xml',
  '415 as application/x-www-form-urlencoded',
  '415 as application/merge-patch+json',
  '415 as application/json-seq',
  '415 as text/json',
  '415 as multipart/form-data; boundary=x',
  '415 as application/json; charset=iso-8859-1',
];
const ofEveryType = [
  '415 without a media type',
  '415 with an encoded body',
  '415 with a body that is said to be encoded',
];
const ofTexts = (empty: string) => [
  'accepted with a body with space around it',
  'accepted with a body as large as it may be',
  '413 with a body that is too large',
  '413 with a body that is too large in bytes, not in characters',
  `${empty} with a body that is empty`,
  '400 with a body with more behind it',
  '400 with a body with a byte order mark',
  '400 with a body that is not UTF-8',
  '400 with a body that breaks off',
];

describe('the requests of an operation', () => {
  it('that only reads break its parameters', () => {
    expect(told('findBoats')).toEqual([
      ...ofAll,
      '401 without X-Api-Key',
      ...ofAccept,
      '404 to an unknown path',
      '405 as PUT',
      '405 as PATCH',
      '405 as DELETE',
      '400 without rig',
      '400 with rig against enum',
      '400 with most against type',
      '400 with most against minimum',
      '400 with most against maximum',
      '400 with tag against maxItems',
      '400 with tag[] against minLength',
      '400 without X-Fleet',
      '400 with X-Fleet against minLength',
      '400 with X-Fleet against maxLength',
      '400 with X-Flags[] against enum',
    ]);
  });

  it('that takes a body break its type, its text and what the schema says', () => {
    const [all, own] = [told('buildBoat'), 'body against type'];
    const rest = all.findIndex((each) => each.includes(own));
    expect(all.slice(0, rest)).toEqual([
      ...ofAll,
      '401 without X-Api-Key',
      ...ofAccept,
      '404 to an unknown path',
      '405 as PUT',
      '405 as PATCH',
      '405 as DELETE',
      '400 with X-Once against minLength',
      '400 with X-Once against maxLength',
      ...ofJson,
      ...ofOtherTypes,
      ...ofEveryType,
      ...ofTexts('400'),
    ]);
    expect(all.slice(rest)).toEqual(
      expect.arrayContaining([
        '400 with body against additionalProperties',
        '400 with body.name against required',
        '400 with body.owner against type',
        '400 with body.load (object).tons against required',
      ]),
    );
    expect(new Set(all).size).toBe(all.length);
    expect(all.slice(rest).filter((each) => !each.startsWith('400 '))).toEqual([]);
  });

  it('that takes another type of JSON, and may do without, are of that type', () => {
    expect(told('paintBoat')).toEqual([
      ...ofAll,
      '401 without X-Api-Key',
      ...ofAccept,
      '404 to an unknown path',
      '405 as POST',
      '405 as PUT',
      '400 with name malformed',
      ...ofOtherTypes.filter((each) => !/text\/plain|merge-patch/.test(each)),
      ...ofEveryType,
      ...ofTexts('accepted'),
      '400 with body against type',
      '400 with body against additionalProperties',
      '400 with body.colour against type',
    ]);
  });

  it('that lets in by two keys, or by a key or none, are without each', () => {
    const aboutKeys = (operationId: string) =>
      told(operationId).filter((each) => /without X-(Api|Harbour)/.test(each));
    expect(aboutKeys('sinkBoat')).toEqual(['401 without X-Api-Key', '401 without X-Harbour']);
    expect(aboutKeys('readBoat')).toEqual(['accepted without X-Api-Key']);
    expect(aboutKeys('readLog')).toEqual([]);
    expect(samples('sinkBoat', 'without X-Api-Key')[0]?.headers).toEqual({ 'X-Harbour': 'key-1' });
    expect(samples('readLog', 'in order')[0]?.headers).toEqual({});
  });

  it('that cannot succeed break only what is checked before the key', () => {
    const early = [...ofAccept.slice(0, 3), '404 to an unknown path'];
    expect(told('readCaptain')).toEqual([
      ...early,
      ...['POST', 'PUT', 'PATCH', 'DELETE'].map((method) => `405 as ${method}`),
    ]);
    expect(told('loadChart')).toEqual([
      ...early,
      ...['GET', 'HEAD', 'PATCH', 'DELETE'].map((method) => `405 as ${method}`),
    ]);
  });

  it('break the path of each of its parameters', () => {
    const ofPath = told('readLog').slice(-4);
    expect(ofPath).toEqual([
      '400 with name malformed',
      '400 with entry malformed',
      '400 with entry against type',
      '400 with entry against maximum',
    ]);
    expect(samples('readLog', 'with name malformed')[0]?.url).toMatch(/^\/boats\/%zz\/log\/-?\d+$/);
    expect(samples('readLog', 'with entry malformed')[0]?.url).toMatch(/^\/boats\/.+\/log\/%zz$/);
  });

  it('name the facts of the contract that they break, each once', () => {
    const facts = (operationId: string, name: string) =>
      variantsOf(operationId).variants.find((each) => each.name === name)?.facts;
    expect(facts('findBoats', 'without rig')).toEqual(['required findBoats query rig']);
    expect(facts('buildBoat', 'with body.load (object).kind against required')).toEqual([
      'required Fish.kind',
      'required Sand.kind',
    ]);
    expect(facts('findBoats', 'in order')).toEqual([]);
  });
});

describe('parameters of one name in different places', () => {
  it('have values of their own', () => {
    for (const each of samples('readSignal', 'in order')) {
      expect(Number(queryOf(each).get('signal'))).toBeGreaterThan(0);
      expect(each.url).not.toMatch(/^\/signals\/\d+\?signal=/);
    }
    const wrong = samples('readSignal', 'with signal against minimum');
    for (const each of wrong) expect(Number(queryOf(each).get('signal'))).toBeLessThan(1);
  });

  it('are wrong each in their own way', () => {
    const all = told('readSignal');
    expect(all.slice(all.indexOf('400 with signal malformed'))).toEqual([
      '400 with signal malformed',
      '400 with signal against maxLength',
      '400 without signal',
      '400 with signal against type',
      '400 with signal against minimum',
      // A part of a parameter is left out in it.
      '400 with wave.length against required',
      '400 with wave.length against type',
      '400 with wave.band against required',
    ]);
  });
});

describe('a valid request', () => {
  it('has all that is required, and of the rest sometimes some', () => {
    const all = samples('findBoats', 'in order', { count: 100 });
    for (const { method, url, headers, body } of all) {
      expect([method, body]).toEqual(['GET', undefined]);
      expect(url).toMatch(/^\/boats\?rig=(sloop|ketch)/);
      expect(headers['X-Api-Key']).toBe('key-1');
      expect(headers['X-Fleet']).toMatch(/^[\w-]{2,8}$/);
    }
    const most = all.map((each) => queryOf(each).get('most'));
    expect(most).toContain(null);
    expect(most.some((value) => Number(value) >= 1 && Number(value) <= 50)).toBe(true);
    const tags = all.map((each) => queryOf(each).get('tag'));
    // Of an empty list nothing would be left to send.
    expect(tags).toContain(null);
    expect(tags.some((tag) => tag?.includes(','))).toBe(true);
    expect(tags).not.toContain('');
    for (const each of all) expect(queryOf(each).getAll('tag').length).toBeLessThan(2);
    for (const { headers } of all) expect(headers['X-Flags'] ?? 'a').toMatch(/^[ab](,[ab])*$/);
  });

  it('has any value of a header, and those that the contract shows', () => {
    const fleets = samples('findBoats', 'in order', { count: 200 }).map(
      ({ headers }) => headers['X-Fleet'] ?? '',
    );
    expect(fleets).toContain('north');
    expect(fleets).toContain('south');
    expect(fleets.some((each) => !['north', 'south'].includes(each))).toBe(true);
    expect(Math.min(...fleets.map((each) => each.length))).toBe(2);
    expect(Math.max(...fleets.map((each) => each.length))).toBe(8);
  });

  it('has of a header without limits neither nothing nor much', () => {
    const keys = samples('drawChart', 'in order', { count: 200 }).flatMap(
      ({ headers }) => headers['X-Once'] ?? [],
    );
    for (const key of keys) expect(key).toMatch(/^[\w-]{1,20}$/);
    const lengths = keys.map((each) => each.length);
    expect([Math.min(...lengths), Math.max(...lengths)]).toEqual([1, 20]);
  });

  it('has values of a header of another form in that form', () => {
    for (const { headers } of samples('tuneRadio', 'in order', { count: 60 })) {
      if (headers['X-Band'] !== undefined) expect(headers['X-Band']).toMatch(/^[kM]Hz$/);
      if (headers['X-Since'] !== undefined) expect(headers['X-Since']).toMatch(/^\d{4}-\d\d-\d\d$/);
      if (headers['X-Mode'] !== undefined) expect(['am', 'fm']).toContain(headers['X-Mode']);
      if (headers['X-Always'] !== undefined) expect(headers['X-Always']).toBe('on');
      if (headers['X-Loud'] !== undefined) expect(['true', 'false']).toContain(headers['X-Loud']);
      expect(headers['Cookie'] ?? 'station=abc').toMatch(/^station=[\w-]{3,23}$/);
      expect(headers['X-Long']).toMatch(/^[\w-]{30,50}$/);
    }
  });

  it('does not name what an example of the path names, which may be there', () => {
    const names = samples('readFlag', 'in order', { count: 50 }).map(({ url }) => url);
    expect(new Set(names)).toEqual(new Set(['/flags/red', '/flags/blue']));
    for (const { url } of samples('readSignal', 'in order', { count: 200 }))
      expect(url).not.toMatch(/\/signals\/(shown|\.|\.\.)?(\?|$)/);
  });

  it('names what the server knows, where that is told', () => {
    const known = { name: ['Argo', '', '.', '..'] };
    const urls = samples('paintBoat', 'in order', { known, count: 100 }).map(({ url }) => url);
    expect(urls).toContain('/boats/Argo');
    for (const url of urls) expect(url).not.toMatch(/\/boats\/\.{0,2}$/);
    const others = samples('paintBoat', 'in order').map(({ url }) => url);
    expect(others).not.toContain('/boats/Argo');
    // Letters of every kind.
    expect(others.some((url) => url.includes('%'))).toBe(true);
  });

  it('has a body of the schema as JSON, with its type', () => {
    for (const request of samples('buildBoat', 'in order')) {
      expect(request.headers['Content-Type']).toBe('application/json');
      expect(Object.keys(bodyOf(request))).toEqual(expect.arrayContaining(['name', 'rig']));
      // Only answers have it.
      expect(bodyOf(request)).not.toHaveProperty('id');
    }
    const [painted] = samples('paintBoat', 'in order');
    expect(painted?.headers['Content-Type']).toBe('application/merge-patch+json');
  });

  it('may have an empty query where that is a value', () => {
    const queries = samples('readSignal', 'in order', {
      known: { text: [''] },
      count: 60,
    }).map((each) => queryOf(each).get('text'));
    expect(queries).toContain('');
  });
});

describe('a request that is changed', () => {
  const one = (operationId: string, name: string) => samples(operationId, name)[0] as PlainRequest;

  it('has a query of its own, behind the other', () => {
    expect(one('findBoats', 'with an unknown query parameter').url).toMatch(/\?rig=.+&extra=1$/);
    expect(one('buildBoat', 'with an unknown query parameter').url).toBe('/boats?extra=1');
    expect(one('buildBoat', 'with a malformed query').url).toBe('/boats?extra=%zz');
    expect(one('buildBoat', 'in order').url).toBe('/boats');
  });

  it('goes to another path or has another method', () => {
    expect(one('buildBoat', 'to an unknown path').url).toBe('/boats/unknown/unknown');
    for (const method of ['GET', 'HEAD']) {
      const request = one('hoistSail', `as ${method}`);
      expect([request.method, request.body]).toEqual([method, undefined]);
    }
    const posted = one('hoistSail', 'as POST');
    expect([posted.method, typeof posted.body]).toEqual(['POST', 'string']);
  });

  it('has another type, or none, or an encoding', () => {
    const headers = (name: string) => one('buildBoat', name).headers;
    expect(headers('as text/json')['Content-Type']).toBe('text/json');
    expect(headers('with a quoted charset')['Content-Type']).toBe(
      'application/json;charset="UTF-8"',
    );
    expect(headers('without a media type')).not.toHaveProperty('Content-Type');
    expect(headers('with an encoded body')['Content-Encoding']).toBe('gzip');
    expect(headers('with a body that is said to be encoded')['Content-Encoding']).toBe('identity');
    expect(headers('that accepts text/html')['Accept']).toBe('text/html');
    expect(headers('that accepts Application/JSON')['Accept']).toBe('Application/JSON');
    expect(one('readCaptain', 'as POST').headers).toEqual({});
  });

  it('has a body of just the largest size, and of more', () => {
    const bytes = (name: string) =>
      Buffer.byteLength(String(one('buildBoat', `with a body ${name}`).body));
    expect(bytes('as large as it may be')).toBe(1_048_576);
    expect(bytes('that is too large')).toBe(1_048_577);
    const name = 'that is too large in bytes, not in characters';
    expect(bytes(name)).toBeGreaterThan(1_048_576);
    expect(String(one('buildBoat', `with a body ${name}`).body)).toHaveLength(1_048_575);
    expect(bodyOf(one('buildBoat', 'with a body as large as it may be'))).toHaveProperty('rig');
  });

  it('has a text that is no JSON, or the same', () => {
    const text = (name: string) => String(one('buildBoat', `with a body ${name}`).body);
    const [right] = samples('buildBoat', 'in order');
    expect(text('with space around it')).toBe(` \r\n\t${right?.body}\n`);
    expect(text('that is empty')).toBe('');
    expect(text('with more behind it')).toBe(`${right?.body}}`);
    expect(text('with a byte order mark')).toBe(`\ufeff${right?.body}`);
    expect(one('buildBoat', 'with a body that is not UTF-8').body).toEqual(
      new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
    );
  });

  it('has a body that breaks off anywhere, and never is JSON', () => {
    const texts = samples('soundAlarm', 'with a body that breaks off', { count: 100 }).map(
      ({ body }) => String(body),
    );
    for (const text of texts) expect(() => JSON.parse(text)).toThrow();
    expect(new Set(texts.map((text) => text.length))).toEqual(new Set([1, 2, 3]));
  });

  it('has in a parameter or the body what is refused', () => {
    const rigs = samples('findBoats', 'with rig against enum').map((each) =>
      queryOf(each).get('rig'),
    );
    for (const rig of rigs) expect(['sloop', 'ketch', null]).not.toContain(rig);
    for (const each of samples('findBoats', 'without rig'))
      expect(queryOf(each).has('rig')).toBe(false);
    for (const each of samples('findBoats', 'without X-Fleet'))
      expect(each.headers).not.toHaveProperty('X-Fleet');
    for (const each of samples('buildBoat', 'with body.name against required'))
      expect(bodyOf(each)).not.toHaveProperty('name');
  });
});

describe('a request with two things wrong', () => {
  const twice = (operationId: string) =>
    fc.sample(variantsOf(operationId).twiceBroken, { seed: 1, numRuns: 300 });

  it('is refused for the one that is checked first', () => {
    const order = ['404', '405', '406', '401', '413', '415', '400'];
    const verdicts = Object.fromEntries(
      variantsOf('buildBoat').variants.map(({ name, verdict }) => [name, verdict]),
    );
    const seen = new Set<string>();
    for (const { names, verdict } of twice('buildBoat')) {
      const both = names.map((name) => verdicts[name] ?? '');
      expect(both).not.toContain('accepted');
      expect<string | undefined>(verdict).toBe(order.find((each) => both.includes(each as never)));
      seen.add(verdict);
    }
    expect([...seen].sort()).toEqual([...order].sort());
  });

  /** Of what is wrong with a request, the part that it is in. */
  function partOf(name: string): string {
    const parts: [RegExp, string][] = [
      [/^as [A-Z]+$/, 'method'],
      [/^as |media type/, 'type'],
      [/^to an unknown path|^with (name|entry) /, 'path'],
      [/query/, 'query'],
      [/accepts/, 'accept'],
      [/encoded$/, 'encoding'],
      [/^with (a )?body/, 'body'],
    ];
    const [, part] = parts.find(([form]) => form.test(name)) ?? [];
    return part ?? (/^with(?:out)? ([\w-]+)/.exec(name)?.[1] as string);
  }

  it.each(['buildBoat', 'findBoats', 'readLog', 'paintBoat'])(
    'of %s has both, each in a part of its own',
    (operationId) => {
      const pairs = twice(operationId).map(({ names }) => names.map(partOf));
      expect(pairs.filter(([one, other]) => one === other)).toEqual([]);
      // Every part is paired with every other.
      const parts = new Set(pairs.flat());
      const seen = new Set(pairs.map((each) => each.sort().join()));
      if (operationId === 'findBoats') expect([...seen]).toContain('X-Fleet,rig');
      if (operationId === 'buildBoat') expect([...seen]).toContain('X-Api-Key,accept');
      expect(seen.size).toBeGreaterThan((parts.size * (parts.size - 1)) / 4);
    },
  );

  it('is changed in both', () => {
    const both = twice('buildBoat').find(
      ({ names }) =>
        names.includes('without X-Api-Key') && names.some((each) => /^as [A-Z]/.test(each)),
    );
    expect(both?.request.headers).not.toHaveProperty('X-Api-Key');
    expect(both?.request.method).not.toBe('POST');
  });
});

it('what a body must not be is no variant where it is about no body at all', () => {
  const about = told('buildBoat').filter((each) =>
    / body against required| without body/.test(each),
  );
  expect(about).toEqual([]);
  const large = told('fillHold').filter((each) => /maxItems/.test(each));
  // A server may refuse so large a body before it has read the list in it.
  expect(large).toEqual([]);
});
