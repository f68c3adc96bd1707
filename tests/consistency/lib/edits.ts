// For each kind of fact the ways to get it wrong: edits of a bundled document.

import { fromPointer, type Json, type Schema } from '@connect-api/probes';
import { type OpenApiDocument, resolve } from '@connect-api/spec';
import type {
  ExampleObject,
  HeaderObject,
  OperationObject,
  ParameterObject,
  PathItemObject,
  ReferenceObject,
  ResponseObject,
  SecuritySchemeObject,
} from 'openapi3-ts/oas31';
import type { Fact, Kind } from './facts.ts';

/** One way to change one fact. */
export interface Edit {
  /** what is done to the fact */
  name: string;
  apply: (document: OpenApiDocument) => void;
}

/** @param fact of the bundled document: its pointer leads into what is edited */
export function editsOf(fact: Fact): Edit[] {
  return editors[fact.kind](fact);
}

const editors: Record<Kind, (fact: Fact) => Edit[]> = {
  operation: (fact) => [
    edit('with another method', (document) => {
      const { holder, key, value } = locate(document, fact);
      const other = ['patch', 'delete', 'put', 'post'].find((method) => !(method in holder));
      rename(holder, key, String(other), value);
    }),
    edit('at another path', (document) => {
      const [, path = ''] = fromPointer(fact.place.pointer);
      rename(document.paths, path, `${path}-changed`);
    }),
    edit('under another name', (document) => {
      const operation = locate(document, fact).value as OperationObject;
      operation.operationId += 'Changed';
    }),
    edit('left out', (document) => remove(locate(document, fact))),
  ],

  parameter: (fact) => [
    edit('under another name', (document) => renameParameter(document, fact)),
    edit('left out', (document) => {
      const { value } = locate(document, fact);
      for (const { list, index } of parametersOf(document)) {
        if (resolve(document, list[index]) === value) list.splice(index, 1);
      }
    }),
    edit('of another type', (document) => {
      const parameter = locate(document, fact).value as ParameterObject;
      parameter.schema = { type: otherType(resolve(document, parameter.schema)?.type) };
    }),
  ],

  property: (fact) => {
    const inObject = fact.about.property !== undefined;
    const retype =
      fact.value === 'any'
        ? []
        : [edit('of another type', (document) => retypeValue(document, fact))];
    return inObject
      ? [
          edit('under another name', (document) => renameProperty(document, fact)),
          edit('left out', (document) => {
            const { holder, key, owner } = locate(document, fact);
            delete holder[key];
            if (owner?.required) owner.required = owner.required.filter((name) => name !== key);
          }),
          ...retype,
        ]
      : retype;
  },

  required: (fact) => [
    edit(fact.value ? 'optional' : 'required', (document) => {
      const { holder, key, value } = locate(document, fact);
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else if (fact.about.property !== undefined) {
        const { owner } = locate(document, fact);
        if (owner) owner.required = [...(owner.required ?? []), fact.about.property];
      } else if (key === 'required') holder['required'] = !fact.value;
      else resolve(document, value as ParameterObject).required = !fact.value;
    }),
  ],

  'enum value': (fact) => [
    edit('under another name', (document) => {
      const { holder, key, value } = locate(document, fact);
      if (typeof value === 'string') holder[key] = `${value}_CHANGED`;
      else if (typeof value === 'number') holder[key] = value + 1000;
      else if (value === null) holder[key] = 'NULL_CHANGED';
      else rename(holder, key, `${key}_CHANGED`);
    }),
    ...(fact.value === 'the only one'
      ? []
      : [edit('left out', (document) => remove(locate(document, fact)))]),
  ],

  format: (fact) => [
    edit('left out', (document) => remove(locate(document, fact))),
    edit('another', (document) => {
      const { holder } = locate(document, fact);
      holder['format'] = holder['format'] === 'date' ? 'date-time' : 'date';
    }),
  ],

  constraint: (fact) => {
    if (fact.about.keyword === 'additionalProperties') return [otherProperties(fact)];
    if (fact.about.keyword === 'enum') return [otherValues(fact)];
    const leave = edit('left out', (document) => remove(locate(document, fact)));
    const set = (name: string, limit: number | string) =>
      edit(name, (document) => {
        const { holder, key } = locate(document, fact);
        holder[key] = limit;
      });
    if (typeof fact.value === 'string') return [leave, set('another', '^[a-z]+$')];
    if (typeof fact.value !== 'number') return [leave];
    if (fact.about.keyword === 'lifetimeSeconds')
      return [set('one more', fact.value + 1), set('one less', fact.value - 1)];
    return [
      leave,
      set('one more', fact.value + 1),
      ...(fact.value > 0 ? [set('one less', fact.value - 1)] : []),
    ];
  },

  status: (fact) => [
    edit('left out', (document) => remove(locate(document, fact))),
    ...(fact.about.status === 'default'
      ? []
      : [
          edit('another', (document) => {
            const { holder, key } = locate(document, fact);
            const others = key.startsWith('2') ? ['201', '202', '203', '206'] : ['418', '421'];
            rename(holder, key, String(others.find((each) => !(each in holder))));
          }),
        ]),
    edit('with another body', (document) => {
      const response = resolve(document, locate(document, fact).value as ResponseObject);
      const media = response.content?.['application/json'];
      if (media?.schema) media.schema = { $ref: otherSchema(document, media.schema) };
    }),
  ],

  header: (fact) => [
    edit('left out', (document) => remove(locate(document, fact))),
    edit('under another name', (document) => {
      const { holder, key } = locate(document, fact);
      rename(holder, key, `${key}-Changed`);
    }),
    edit('of another type', (document) => {
      const header = resolve(document, locate(document, fact).value as HeaderObject);
      header.schema = { type: otherType(resolve(document, header.schema)?.type) };
    }),
  ],

  example: (fact) => [
    edit('another', (document) => {
      const { holder, key, value } = locate(document, fact);
      holder[key] = otherValue(value as Json);
    }),
    edit('left out', (document) => {
      const { holder } = locate(document, fact);
      if (Array.isArray(holder)) holder.splice(Number(fact.place.pointer.split('/').at(-1)), 1);
      else forgetExample(document, holder);
    }),
  ],

  'error code': (fact) => [
    edit('another', (document) => {
      const { holder, key, value } = locate(document, fact);
      holder[key] = otherEntry(key, value as Json);
      if (key === 'repeat') delete holder['delayMs'];
    }),
  ],

  security: (fact) =>
    fact.about.keyword === 'scheme'
      ? [
          edit('in another header', (document) => {
            const scheme = locate(document, fact).value as SecuritySchemeObject;
            scheme.name += '-Changed';
          }),
        ]
      : [
          edit('not needed', (document) => {
            const keys = fromPointer(fact.place.pointer);
            const above = keys.slice(0, keys.lastIndexOf('security'));
            at(document, above)['security'] = [];
          }),
        ],
};

function edit(name: string, apply: Edit['apply']): Edit {
  return { name, apply };
}

/** Where a fact is written: its holder with the key, and the schema around a property. */
function locate(document: OpenApiDocument, { place }: Fact) {
  const keys = fromPointer(place.pointer);
  const holder = at(document, keys.slice(0, -1));
  const key = keys.at(-1) ?? '';
  const owner = keys.length > 1 ? (at(document, keys.slice(0, -2)) as Schema) : undefined;
  return { holder, key, value: holder[key], owner };
}

/** A list or an object of the document. */
type Holder = Record<string, unknown>;

function at(document: OpenApiDocument, keys: string[]): Holder {
  return keys.reduce<Holder>((value, key) => value[key] as Holder, document as object as Holder);
}

function remove({ holder, key }: { holder: Holder; key: string }) {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

/** @param value keeps the order of the members */
function rename(holder: Holder, key: string, name: string, value: unknown = holder[key]) {
  const entries = Object.entries(holder).map(([each, own]) =>
    each === key ? [name, value] : [each, own],
  );
  for (const each of Object.keys(holder)) delete holder[each];
  Object.assign(holder, Object.fromEntries(entries));
}

/** @param document every entry of a list of parameters */
function parametersOf(
  document: OpenApiDocument,
): { list: (ParameterObject | ReferenceObject)[]; index: number }[] {
  const items: Pick<PathItemObject, 'parameters'>[] = Object.values<PathItemObject>(
    document.paths,
  ).flatMap((item) => [item, ...Object.values(item)]);
  return items.flatMap(({ parameters: list }) =>
    Array.isArray(list) ? list.map((_, index) => ({ list, index })).reverse() : [],
  );
}

function renameParameter(document: OpenApiDocument, fact: Fact) {
  const parameter = locate(document, fact).value as ParameterObject;
  const { name } = parameter;
  parameter.name = parameter.in === 'path' ? `${name}Changed` : `${name}-Changed`;
  if (parameter.in !== 'path') return;
  const [, path = ''] = fromPointer(fact.place.pointer);
  for (const each of Object.keys(document.paths)) {
    if (each === path || !(path in document.paths))
      rename(document.paths, each, each.replace(`{${name}}`, `{${parameter.name}}`));
  }
}

function renameProperty(document: OpenApiDocument, fact: Fact) {
  const { holder, key, owner } = locate(document, fact);
  rename(holder, key, `${key}Changed`);
  if (owner?.required)
    owner.required = owner.required.map((name) => (name === key ? `${key}Changed` : name));
}

function retypeValue(document: OpenApiDocument, fact: Fact) {
  const { holder, key, value } = locate(document, fact);
  const named = fact.about.property === undefined;
  if (named && key === 'oneOf') return void (holder as Schema).oneOf?.shift();
  if (named && key === 'type') return void Object.assign(holder, { type: otherType(value) });
  const { type, anyOf = [], description } = resolve(document, value as Schema);
  const first = resolve(document, anyOf[0])?.type;
  holder[key] = { description, type: otherType(type ?? first ?? 'object') };
}

function otherProperties(fact: Fact): Edit {
  return edit(fact.value === 'may come' ? 'closed' : 'open', (document) => {
    const { holder, key, value } = locate(document, fact);
    const schema = (key === 'additionalProperties' ? holder : value) as Schema;
    schema.additionalProperties = fact.value !== 'may come';
  });
}

function otherValues(fact: Fact): Edit {
  return edit(fact.value === 'may come' ? 'closed' : 'open', (document) => {
    const { holder, key, value } = locate(document, fact);
    delete holder[key];
    if (key === 'enum') holder['anyOf'] = [{ type: 'string', enum: value }, { type: 'string' }];
    if (key === 'anyOf')
      Object.assign(
        holder,
        (value as Schema[]).find((part) => part.enum),
      );
    if (key === 'enum') delete holder['type'];
  });
}

/** @param example takes a named example away wherever it is used */
function forgetExample(document: OpenApiDocument, example: unknown) {
  visit(document, (value) => {
    const { examples } = value;
    if (Object.is(value, document.components) || Array.isArray(examples)) return;
    for (const [name, each] of Object.entries((examples ?? {}) as Record<string, ExampleObject>)) {
      if (resolve(document, each) === example) delete (examples as Holder)[name];
    }
  });
}

function visit(value: unknown, see: (value: Holder) => void) {
  if (typeof value !== 'object' || value === null) return;
  see(value as Holder);
  for (const each of Object.values(value)) visit(each, see);
}

function otherSchema(document: OpenApiDocument, schema: Schema | ReferenceObject) {
  const names = Object.keys(document.components.schemas).filter(
    (name) => `#/components/schemas/${name}` !== schema.$ref,
  );
  const needs = (name: string) => document.components.schemas[name]?.required?.length ?? 0;
  return `#/components/schemas/${names.sort((one, other) => needs(other) - needs(one))[0]}`;
}

function otherType(type: unknown): 'integer' | 'string' {
  return type === 'string' ? 'integer' : 'string';
}

/** @returns the same with its first text or number changed */
function otherValue(value: Json | undefined): Json {
  if (typeof value === 'string')
    return /^\d{4}-\d\d-\d\d/.test(value) ? `2031${value.slice(4)}` : `${value}-changed`;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (typeof value !== 'object' || value === null) return 'changed';
  const [key] = Object.keys(value);
  if (key === undefined) return { changed: true };
  return Array.isArray(value)
    ? [otherValue(value[0]), ...value.slice(1)]
    : { ...value, [key]: otherValue(value[key]) };
}

/** @param value of an entry of the table of error codes */
function otherEntry(field: string, value: Json): Json {
  switch (field) {
    case 'status':
      return value === 418 ? 422 : 418;
    case 'scope':
      return value === 'server' ? 'operation' : 'server';
    case 'repeat':
      return value === 'never' ? 'backoff' : 'never';
    case 'delayMs':
      return { ...(value as object), max: Number((value as { max: number }).max) + 100 };
    default:
      return `Changed: ${value}`;
  }
}
