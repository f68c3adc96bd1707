import type { SchemaError, Subject } from '@connect-api/validators/details';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Operation } from './operation.js';

// Prism's own messages do not tell which branch of a `oneOf` they come from. Once Prism has refused a
// body, the same schema is asked again, this time for errors that do.

export interface Judgement {
  schema: Subject['schema'];
  errors: SchemaError[];
}

interface Judge {
  schema: Subject['schema'];
  validate: ValidateFunction;
}

const judges = new WeakMap<object, Judge>();

/** Whether a body fits a schema of an operation. */
export function fits(operation: Operation, schema: object, body: unknown): boolean {
  return judgeOf(operation, schema).validate(body);
}

/** What is wrong with a body in the eyes of a schema of the operation. */
export function judgeBody(operation: Operation, own: object, body: unknown): Judgement {
  const judge = judgeOf(operation, own);
  judge.validate(body);
  return { schema: judge.schema, errors: (judge.validate.errors ?? []) as SchemaError[] };
}

function judgeOf(operation: Operation, own: object): Judge {
  const known = judges.get(own);
  if (known) return known;
  const bundled = bundledOf(operation);
  const schema = withoutMapping({ ...(bundled && { __bundled__: bundled }), ...own });
  const judge = { schema: schema as Subject['schema'], validate: compile(schema) };
  judges.set(own, judge);
  return judge;
}

/** What schemas refer to, themselves included, Prism keeps here. */
export function bundledOf(operation: Operation): Record<string, unknown> | undefined {
  return (operation as { __bundled__?: Record<string, unknown> }).__bundled__;
}

/** Ajv refuses `mapping`; the value of each branch decides, with it or without. */
function withoutMapping(schema: object): object {
  return JSON.parse(
    JSON.stringify(schema, (key, value) =>
      key === 'discriminator' && typeof value?.propertyName === 'string'
        ? { propertyName: value.propertyName }
        : value,
    ),
  );
}

function compile(schema: object): ValidateFunction {
  try {
    return ajvWith({ discriminator: true }).compile(schema);
  } catch {
    // Ajv knows discriminators of `oneOf` only, with a value in each branch. Without it more is said.
    return ajvWith({}).compile(schema);
  }
}

function ajvWith(more: { discriminator?: true }): Ajv2020 {
  const ajv = new Ajv2020({
    allErrors: true,
    ownProperties: true,
    strict: false,
    logger: false,
    // Lint has: to look once more would cost more than all else that is done here. Nor is the dialect looked
    // up that Prism writes into schemas of OpenAPI 3.0.
    validateSchema: false,
    ...more,
  });
  addFormats.default(ajv);
  return ajv;
}
