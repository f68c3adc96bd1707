import { document, examplesOf, resolve } from '@connect-api/spec';

/** Values for the headers that a response documents. */
export function headersOf(response: any): Record<string, string> {
  const headers: [string, any][] = Object.entries(response.headers ?? {});
  return Object.fromEntries(
    headers.map(([name, reference]) => {
      const header = resolve(document, reference);
      const schema = resolve(document, header.schema);
      const [example] = examplesOf(document, header);
      const value = example?.value ?? header.example ?? schema.example ?? schema.examples?.[0];
      return [name, String(value ?? (schema.type === 'integer' ? 1 : 'text'))];
    }),
  );
}
