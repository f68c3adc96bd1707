// For each kind of fact the ways to get it wrong: edits of a bundled document.
import type { Fact, Kind } from './facts.ts';
import { fromPointer } from './reading.ts';

/** One way to change one fact. */
export interface Edit {
  /** what is done to the fact */
  name: string;
  apply: (document: any) => void;
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
      locate(document, fact).value.operationId += 'Changed';
    }),
    edit('left out', (document) => remove(locate(document, fact))),
  ],

  parameter: (fact) => [
    edit('under another name', (document) => renameParameter(document, fact)),
    edit('left out', (document) => {
      const { value } = locate(document, fact);
      for (const { list, index } of parametersOf(document)) {
        if (resolved(document, list[index]) === value) list.splice(index, 1);
      }
    }),
    edit('of another type', (document) => {
      const parameter = locate(document, fact).value;
      parameter.schema = { type: otherType(resolved(document, parameter.schema).type) };
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
            if (owner.required)
              owner.required = owner.required.filter((name: string) => name !== key);
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
        owner.required = [...(owner.required ?? []), fact.about.property];
      } else if (key === 'required') holder.required = !fact.value;
      else resolved(document, value).required = !fact.value;
    }),
  ],

  'enum value': (fact) => [
    edit('under another name', (document) => {
      const { holder, key, value } = locate(document, fact);
      if (typeof value === 'string') holder[key] = `${value}_CHANGED`;
      else if (typeof value === 'number') holder[key] = value + 1000;
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
      holder.format = holder.format === 'date' ? 'date-time' : 'date';
    }),
  ],

  constraint: (fact) => {
    if (fact.about.keyword === 'additionalProperties') return [otherProperties(fact)];
    if (fact.about.keyword === 'enum') return [otherValues(fact)];
    const leave = edit('left out', (document) => remove(locate(document, fact)));
    const set = (name: string, limit: any) =>
      edit(name, (document) => {
        const { holder, key } = locate(document, fact);
        holder[key] = limit;
      });
    if (fact.about.keyword === 'lifetimeSeconds')
      return [set('one more', fact.value + 1), set('one less', fact.value - 1)];
    if (typeof fact.value !== 'number') return [leave, set('another', '^[a-z]+$')];
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
      const response = resolved(document, locate(document, fact).value);
      const media = response.content?.['application/json'];
      if (media) media.schema = { $ref: otherSchema(document, media.schema) };
    }),
  ],

  header: (fact) => [
    edit('left out', (document) => remove(locate(document, fact))),
    edit('under another name', (document) => {
      const { holder, key } = locate(document, fact);
      rename(holder, key, `${key}-Changed`);
    }),
    edit('of another type', (document) => {
      const header = resolved(document, locate(document, fact).value);
      header.schema = { type: otherType(resolved(document, header.schema).type) };
    }),
  ],

  example: (fact) => [
    edit('another', (document) => {
      const { holder, key, value } = locate(document, fact);
      holder[key] = otherValue(value);
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
      holder[key] = otherEntry(key, value);
      if (key === 'repeat') delete holder.delayMs;
    }),
  ],

  security: (fact) =>
    fact.about.keyword === 'scheme'
      ? [
          edit('in another header', (document) => {
            locate(document, fact).value.name += '-Changed';
          }),
        ]
      : [
          edit('not needed', (document) => {
            const keys = fromPointer(fact.place.pointer);
            const above = keys.slice(0, keys.lastIndexOf('security'));
            above.reduce((value, key) => value[key], document).security = [];
          }),
        ],
};

function edit(name: string, apply: Edit['apply']): Edit {
  return { name, apply };
}

/** Where a fact is written: its holder with the key, and the schema around a property. */
function locate(document: any, { place }: Fact) {
  const keys = fromPointer(place.pointer);
  const up = (levels: number) =>
    keys.slice(0, keys.length - levels).reduce((value, key) => value[key], document);
  const holder = up(1);
  const key = keys.at(-1) ?? '';
  return { holder, key, value: holder[key], owner: keys.length > 1 ? up(2) : undefined };
}

function remove({ holder, key }: { holder: any; key: string }) {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

/** @param value keeps the order of the members */
function rename(holder: any, key: string, name: string, value: any = holder[key]) {
  const entries = Object.entries(holder).map(([each, own]) =>
    each === key ? [name, value] : [each, own],
  );
  for (const each of Object.keys(holder)) delete holder[each];
  Object.assign(holder, Object.fromEntries(entries));
}

function resolved(document: any, value: any) {
  let current = value;
  while (current?.$ref) current = fromPointer(current.$ref).reduce((at, key) => at[key], document);
  return current;
}

/** @param document every entry of a list of parameters */
function parametersOf(document: any): { list: any[]; index: number }[] {
  const items = Object.values<any>(document.paths).flatMap((item) => [
    item,
    ...Object.values<any>(item),
  ]);
  return items.flatMap(({ parameters: list }) =>
    Array.isArray(list) ? list.map((_, index) => ({ list, index })).reverse() : [],
  );
}

function renameParameter(document: any, fact: Fact) {
  const parameter = locate(document, fact).value;
  const { name } = parameter;
  parameter.name = parameter.in === 'path' ? `${name}Changed` : `${name}-Changed`;
  if (parameter.in !== 'path') return;
  const [, path = ''] = fromPointer(fact.place.pointer);
  for (const each of Object.keys(document.paths)) {
    if (each === path || !(path in document.paths))
      rename(document.paths, each, each.replace(`{${name}}`, `{${parameter.name}}`));
  }
}

function renameProperty(document: any, fact: Fact) {
  const { holder, key, owner } = locate(document, fact);
  rename(holder, key, `${key}Changed`);
  if (owner.required)
    owner.required = owner.required.map((name: string) => (name === key ? `${key}Changed` : name));
}

function retypeValue(document: any, fact: Fact) {
  const { holder, key, value } = locate(document, fact);
  const named = fact.about.property === undefined;
  if (named && key === 'oneOf') return void holder.oneOf.shift();
  if (named && key === 'type') return void Object.assign(holder, { type: otherType(value) });
  const { type, anyOf, description } = resolved(document, value);
  holder[key] = { description, type: otherType(type ?? anyOf?.[0].type ?? 'object') };
}

function otherProperties(fact: Fact): Edit {
  return edit(fact.value === 'may come' ? 'closed' : 'open', (document) => {
    const { holder, key, value } = locate(document, fact);
    const schema = key === 'additionalProperties' ? holder : value;
    schema.additionalProperties = fact.value !== 'may come';
  });
}

function otherValues(fact: Fact): Edit {
  return edit(fact.value === 'may come' ? 'closed' : 'open', (document) => {
    const { holder, key, value } = locate(document, fact);
    delete holder[key];
    if (key === 'enum') holder.anyOf = [{ type: 'string', enum: value }, { type: 'string' }];
    if (key === 'anyOf')
      Object.assign(
        holder,
        value.find((part: any) => part.enum),
      );
    if (key === 'enum') delete holder.type;
  });
}

/** @param example takes a named example away wherever it is used */
function forgetExample(document: any, example: any) {
  visit(document, (value) => {
    if (value === document.components) return;
    for (const [name, each] of Object.entries(value.examples ?? {})) {
      if (!Array.isArray(value.examples) && resolved(document, each) === example)
        delete value.examples[name];
    }
  });
}

function visit(value: any, see: (value: any) => void) {
  if (typeof value !== 'object' || value === null) return;
  see(value);
  for (const each of Object.values(value)) visit(each, see);
}

function otherSchema(document: any, schema: any) {
  const names = Object.keys(document.components.schemas).filter(
    (name) => `#/components/schemas/${name}` !== schema.$ref,
  );
  const needs = (name: string) => document.components.schemas[name].required?.length ?? 0;
  return `#/components/schemas/${names.sort((one, other) => needs(other) - needs(one))[0]}`;
}

function otherType(type: unknown) {
  return type === 'string' ? 'integer' : 'string';
}

/** @returns the same with its first text or number changed */
function otherValue(value: any): any {
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
function otherEntry(field: string, value: any) {
  switch (field) {
    case 'status':
      return value === 418 ? 422 : 418;
    case 'scope':
      return value === 'server' ? 'operation' : 'server';
    case 'repeat':
      return value === 'never' ? 'backoff' : 'never';
    case 'delayMs':
      return { ...value, max: value.max + 100 };
    default:
      return `Changed: ${value}`;
  }
}
