import { check } from './check.js';
import type { ContractEvents, Part, SchemaError, ValidateFunction } from './generated-module.js';
import { escaped, step } from './json-schema.js';
import { asStandardSchema } from './standard-schema.js';
import type { Validation, Validator } from './types.js';

type EventValidator = Validator<unknown, unknown>;

/** The validators of what webhooks send, by their names. */
export function eventValidators({ bodies }: ContractEvents): Record<string, EventValidator> {
  return Object.fromEntries(
    Object.entries(bodies).map(([name, { body: part, shared = {} }]) => {
      const whole = Object.entries(shared).reduce(withProperty, part);
      return [
        name,
        asStandardSchema(
          (body: unknown) => check(whole, body, 'property'),
          () => true,
        ),
      ];
    }),
  );
}

/** The validator of any event. */
export function anyEventValidator(
  { typed }: ContractEvents,
  events: Record<string, EventValidator>,
): EventValidator {
  return asStandardSchema(
    (body: unknown): Validation<unknown> => {
      if (!typed) return noEvent;
      const told = check(typed, body, 'property');
      if (!told.valid) return told;
      const [type = ''] = Object.keys(typed.schema.properties ?? {});
      const name = (body as Record<string, string>)[type] ?? '';
      return events[name]?.(body) ?? noEvent;
    },
    () => true,
  );
}

const noEvent: Validation<never> = {
  valid: false,
  details: [{ message: 'The contract has no events.', code: 'FIELD_INVALID' }],
};

/** A part one property of which is another part: errors in there lead through both. */
function withProperty(whole: Part, [name, part]: [string, Part]): Part {
  const validate: ValidateFunction = (data) => {
    const errors = whole.validate(data) ? [] : [...(whole.validate.errors ?? [])];
    const value = step(data, name);
    if (value !== undefined && !part.validate(value)) {
      errors.push(...(part.validate.errors ?? []).map((error) => inside(error, name)));
    }
    validate.errors = errors;
    return errors.length === 0;
  };
  const properties = { ...whole.schema.properties, [name]: part.schema };
  return { schema: { ...whole.schema, properties }, validate };
}

function inside(error: SchemaError, name: string): SchemaError {
  const token = escaped(name);
  return {
    ...error,
    instancePath: `/${token}${error.instancePath}`,
    schemaPath: `#/properties/${encodeURIComponent(token)}${error.schemaPath.slice(1)}`,
  };
}
