import { type Node, nodeOf } from './node.ts';
import type { Context, Location, Visitor } from './redocly.js';

/**
 * What a schema asks of its properties under a condition can be tried and shown: the condition looks at
 * which properties are there and at values that are named, and what follows names properties again.
 */
export default function conditions(): Visitor {
  return {
    Schema(schema, ctx) {
      if (typeof schema !== 'object' || schema === null) return;
      const node = nodeOf(ctx, schema);
      const report = (location: Location, message: string) => ctx.report({ message, location });
      if (schema.if !== undefined) checkCondition(node, report);
      for (const keyword of ['then', 'else'].filter((each) => schema[each] !== undefined)) {
        if (schema.if === undefined)
          report(at(ctx, keyword), `${keyword} without if asks for nothing. Write if.`);
        else if (!hasOnly(schema[keyword], ['properties', 'required']))
          report(
            at(ctx, keyword),
            `${keyword} says which properties must be there, and narrows some. Write required and properties alone; other cases as oneOf.`,
          );
      }
      checkNames(node, report);
      checkCompany(node, report);
    },
  };
}

type Report = (location: Location, message: string) => void;

function checkCondition(schema: Node, report: Report): void {
  const location = schema.location.child(['if']);
  const { if: when, then: consequence, else: otherwise } = schema.value;
  if (consequence === undefined && otherwise === undefined)
    report(location, 'if without then and else asks for nothing. Add one of them.');
  const properties = Object.values(when?.properties ?? {});
  const isTold =
    hasOnly(when, ['properties', 'required']) &&
    properties.every((each) => hasOnly(each, ['const', 'enum', 'type', 'description'])) &&
    properties.every((each) => 'const' in Object(each) || 'enum' in Object(each));
  if (!isTold)
    report(
      location,
      'A condition looks at which properties are there, and at values that are named. Write required, and properties with const or enum.',
    );
}

/** What a condition names has to be a property. */
function checkNames(schema: Node, report: Report): void {
  for (const keyword of ['if', 'then', 'else']) {
    const { required = [], properties = {} } = Object(schema.value[keyword]);
    for (const name of new Set<string>([...required, ...Object.keys(properties)])) {
      if (isKnown(schema, name)) continue;
      report(
        schema.location.child([keyword]),
        `There is no property ${name}. Correct the name, or add it to properties.`,
      );
    }
  }
}

/** Whether it is a property of this schema, or may be one of those that it is made of. */
function isKnown({ value: { properties = {}, allOf } }: Node, name: string): boolean {
  return allOf !== undefined || Object.hasOwn(properties, name);
}

/** What must be there beside a property. */
function checkCompany(schema: Node, report: Report): void {
  const { value, location } = schema;
  const { required = [] } = value;
  for (const [name, needed] of Object.entries<string[]>(value.dependentRequired ?? {})) {
    const place = location.child(['dependentRequired', name]);
    const unknown = [name, ...needed].find((each) => !isKnown(schema, each));
    if (unknown !== undefined)
      report(place, `There is no property ${unknown}. Correct the name, or add it to properties.`);
    else if (required.includes(name))
      report(
        place,
        `${name} is always there, and so must be what it needs. Add ${needed.join(', ')} to required instead.`,
      );
  }
}

function at(ctx: Context, keyword: string): Location {
  return ctx.location.child([keyword]);
}

function hasOnly(schema: unknown, keywords: string[]): boolean {
  if (typeof schema !== 'object' || schema === null) return false;
  return Object.keys(schema).every((keyword) => keywords.includes(keyword));
}
