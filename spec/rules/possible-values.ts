import { nodeOf } from './node.ts';
import type { Context, Location, Visitor } from './redocly.js';
import { reportOnce } from './report-once.ts';

const limits = [
  ['minLength', 'maxLength'],
  ['minimum', 'maximum'],
  ['minItems', 'maxItems'],
  ['minProperties', 'maxProperties'],
] as const;

const sizes = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];

/** Where a schema has numbers. */
const numbers = [...sizes, 'const', 'enum', 'default', 'examples'];

/** What only values of one type have. */
const keywords: Record<string, string[]> = {
  string: ['minLength', 'maxLength', 'pattern'],
  number: sizes,
  integer: sizes,
  array: ['items', 'prefixItems', 'minItems', 'maxItems', 'uniqueItems'],
  object: [
    'properties',
    'additionalProperties',
    'propertyNames',
    'minProperties',
    'maxProperties',
    'required',
    'dependentRequired',
  ],
};

/** What a schema says of its values can be kept by some, and says enough for a type. */
export default function possibleValues(): Visitor {
  const reportShared = reportOnce();
  const numbersOf = (value: unknown, location: Location, ctx: Context) => {
    const number = unsafeIn(value);
    if (number === undefined) return;
    const message = `JavaScript cannot tell ${number} from its neighbours. Write a number of at most ${Number.MAX_SAFE_INTEGER}, or let it be a text.`;
    reportShared(ctx, { message, location });
  };

  return {
    Example({ value }, ctx) {
      numbersOf(value, ctx.location.child(['value']), ctx);
    },
    Schema(schema, ctx) {
      if (typeof schema !== 'object' || schema === null) return;
      const { type, enum: values, default: fallback, required, items, prefixItems } = schema;
      const types = [type ?? []].flat();
      const report = (key: string, message: string) =>
        ctx.report({ message, location: ctx.location.child([key]) });

      for (const [least, most] of limits) {
        if (schema[least] > schema[most])
          report(
            least,
            `No value has ${least} ${schema[least]} and ${most} ${schema[most]}. Correct one of them.`,
          );
      }
      if (types.includes('null') && values && !values.includes(null))
        report(
          'type',
          'The type allows null, and the enum does not. Add null to the enum, or take it out of the type.',
        );
      if (types.includes('array') && items === undefined && !prefixItems)
        report('type', 'The list does not say what it holds. Add items.');
      for (const keyword of numbers) numbersOf(schema[keyword], ctx.location.child([keyword]), ctx);
      if (schema.uniqueItems && !isPlain(nodeOf(ctx, items).value))
        report(
          'uniqueItems',
          'Only texts, numbers and booleans are compared safely. Remove uniqueItems, and say it in the description.',
        );
      if (schema.multipleOf !== undefined && !isExact(schema.multipleOf))
        report(
          'multipleOf',
          `Computers have no exact ${schema.multipleOf}, and refuse some of its multiples. Write whole numbers of a smaller unit, or a text with a pattern.`,
        );
      if (fallback !== undefined && !isPossible(fallback, types, values))
        report(
          'default',
          `The default ${JSON.stringify(fallback)} is no value that this schema allows. Correct it.`,
        );
      const foreign = keywordsOfOthers(types).filter((each) => schema[each] !== undefined);
      if (foreign[0])
        report(
          foreign[0],
          `No ${types.join(' or ')} has ${foreign.join(' or ')}. Correct the type, or remove that.`,
        );
      for (const name of twiceIn(required))
        report('required', `${name} is in required twice. Remove one of them.`);
    },
  };
}

function keywordsOfOthers(types: string[]): string[] {
  if (types.length === 0) return [];
  const own = types.flatMap((type) => keywords[type] ?? []);
  return [...new Set(Object.values(keywords).flat())].filter((keyword) => !own.includes(keyword));
}

function isPossible(value: unknown, types: string[], values?: unknown[]): boolean {
  if (values && !values.includes(value)) return false;
  return types.length === 0 || types.some((type) => typesOf(value).includes(type));
}

/** Whether all values of a schema are plain ones. */
function isPlain({ type, enum: values = [] }: { type?: unknown; enum?: unknown[] } = {}): boolean {
  const types = type === undefined ? values.flatMap(typesOf) : [type].flat();
  const plain = ['string', 'number', 'integer', 'boolean', 'null'];
  return types.length > 0 && types.every((each) => plain.includes(String(each)));
}

/** Whether a binary fraction is just this number. */
function isExact(step: number): boolean {
  return Number.isInteger(step * 2 ** 20);
}

/** A number in the value that is read as another one than is written, if there is one. */
function unsafeIn(value: unknown): number | undefined {
  if (typeof value === 'number')
    return Number.isInteger(value) && !Number.isSafeInteger(value) ? value : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const inner of Object.values(value)) {
    const found = unsafeIn(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

function typesOf(value: unknown): string[] {
  if (value === null) return ['null'];
  if (Array.isArray(value)) return ['array'];
  return Number.isInteger(value) ? ['integer', 'number'] : [typeof value];
}

function twiceIn(names: unknown): unknown[] {
  return Array.isArray(names) ? names.filter((name, index) => names.indexOf(name) !== index) : [];
}
