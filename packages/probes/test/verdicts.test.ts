// What a probe says of a value, Ajv says, too: in the smallest whole, and in any.
import { document } from '@connect-api/spec';
import { readFeatures } from '@connect-api/spec/features';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  arbitraries,
  inAny,
  inLeast,
  type Json,
  leastOf,
  readDocument,
  type Schema,
  type SchemaNode,
  schemaProbes,
  type Way,
} from '../src/index.ts';

const inFeatures = (await readFeatures())
  .filter(({ refused }) => refused === undefined)
  .map(({ schemas = {} }) => schemas);
const ofFeatures = JSON.parse(
  JSON.stringify(Object.assign({}, ...inFeatures)).replace(
    /"(\$ref":"|(?:sms|mail)":")(\w[\w .-]*)"/g,
    '"$1#/components/schemas/$2"',
  ),
);
type Schemas = Record<string, Schema>;
const ofContract: Schemas = document.components.schemas;
const ways: Way[] = ['request', 'response'];

// Apart from each other: the contract may get a schema of a name that a feature has.
describe.each([
  ['the contract', ofContract, Object.keys(ofContract)],
  ['features', { ...ofContract, ...ofFeatures } as Schemas, Object.keys(ofFeatures)],
])('of %s', (_, schemas, names) => {
  const root = readDocument({ components: { schemas } });

  describe.each(ways)('in a %s', (way) => {
    const ajv = judgeOf(way, schemas);
    const any = arbitraries(way);

    test.each(names)('%s', (name) => {
      const schema = root.get('components')?.get('schemas')?.get<Schema>(name) as SchemaNode;
      const judge = ajv.compile({ $ref: `contract#/components/schemas/${name}` });
      const verdictOf = (value: Json | undefined) => {
        const received = JSON.parse(JSON.stringify(value) ?? 'null');
        return judge(received) ? 'accepted' : 'refused';
      };
      expect(verdictOf(leastOf(schema, way))).toBe('accepted');
      for (const value of fc.sample(any.of(schema), { seed: 1, numRuns: 20 }))
        expect(verdictOf(value), JSON.stringify(value)).toBe('accepted');
      const spot = { type: `property ${name}`, owner: name, where: 'value', way };
      for (const probe of schemaProbes(schema, spot)) {
        for (const value of probe.values) {
          const whole = inLeast(probe, value, way);
          expect(verdictOf(whole), `${probe.fact}: ${JSON.stringify(whole)}`).toBe(probe.verdict);
        }
        // What is accepted beside the smallest may lack what something else then asks for.
        if (probe.verdict === 'accepted') continue;
        for (const whole of fc.sample(inAny(probe, any), { seed: 1, numRuns: 2 }))
          expect(verdictOf(whole), `${probe.fact}: ${JSON.stringify(whole)}`).toBe('refused');
      }
    });
  });
});

/** What goes the other way only is not required. */
function judgeOf(way: Way, schemas: Schemas): Ajv2020 {
  const mark = way === 'request' ? 'readOnly' : 'writeOnly';
  const ajv = new Ajv2020({ strict: false, ownProperties: true });
  addFormats.default(ajv);
  const seen = JSON.parse(JSON.stringify({ components: { schemas } }), (_, schema) => {
    const { required, properties } = schema ?? {};
    if (!Array.isArray(required) || !properties) return schema;
    return { ...schema, required: required.filter((name) => properties[name]?.[mark] !== true) };
  });
  return ajv.addSchema(seen, 'contract');
}
