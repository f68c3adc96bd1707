import type { ErrorDetail } from '@connect-api/types';

/** What this package needs of a Standard Schema (https://standardschema.dev), of Zod for example. */
export interface StandardSchema {
  /**
   * What the standard says that a schema has; only `validate` is used.
   */
  readonly '~standard': {
    /**
     * Checks a value.
     */
    readonly validate: (value: unknown) => Checked | Promise<Checked>;
  };
}

interface Checked {
  readonly issues?: readonly Issue[] | undefined;
}

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** What a schema finds wrong, in the form that `details` of the API's errors have. */
export async function detailsOf(schema: StandardSchema, value: unknown): Promise<ErrorDetail[]> {
  const { issues = [] } = await schema['~standard'].validate(value);
  return issues.map(({ message, path = [] }) => {
    const keys = path.map((part) => String(typeof part === 'object' ? part.key : part));
    return { message, code: 'FIELD_INVALID', ...(keys.length > 0 && { property: keys.join('.') }) };
  });
}
