// Everything that the contract says is on the page where a reader looks for it.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createSandbox } from '@connect-api/sandbox';
import {
  document,
  errorCodesOf,
  examplesOf,
  exchangesOf,
  json,
  operationsOf,
  resolve,
  webhooksOf,
} from '@connect-api/spec';
import { describe, expect, it } from 'vitest';
import * as addresses from '../src/site/navigation/addresses.ts';
import { sandbox } from '../src/site/samples/servers.ts';
import { byId, dist, fold, pageAt, plain, textOf } from './site.ts';

type Schema = any;
const schemas: Record<string, Schema> = document.components.schemas;
const schemaTexts = Object.entries(schemas).map(([name, schema]) => [name, JSON.stringify(schema)]);
const exchanges = exchangesOf(document);

/** What is said of a property that goes one way only, or away. */
const marks = {
  readOnly: 'only in responses',
  writeOnly: 'only in requests',
  deprecated: 'deprecated',
};

/** A schema with what it takes over by reference and `allOf`. */
function whole(reference: Schema): Schema {
  const { allOf = [], ...own } = {
    ...resolve(document, reference),
    ...withoutReference(reference),
  };
  const parts: Schema[] = [...allOf.map(whole), own];
  return {
    ...Object.assign({}, ...parts),
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
    required: parts.flatMap(({ required = [] }) => required),
  };
}

const withoutReference = ({ $ref: _, ...beside }: Schema): Schema => beside;

/** The enums within a schema that stand in its own file, not behind a reference. */
function ownValues(schema: Schema): { values: string[]; descriptions: string[] } {
  const parts = [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  const properties = parts.flatMap((part) => Object.values<Schema>(part.properties ?? {}));
  const holders = [
    ...parts,
    ...properties,
    ...properties.flatMap((property) => property.anyOf ?? []),
  ];
  return {
    values: holders
      .flatMap((part) => [...(part.enum ?? []), ...(part.const ? [part.const] : [])])
      .map(String),
    descriptions: holders.flatMap((part) =>
      Object.values<string>(part['x-enumDescriptions'] ?? {}),
    ),
  };
}

describe.each(webhooksOf(document))('the page of the webhook $name', (webhook) => {
  const page = pageAt(addresses.webhook(webhook.name));
  const text = textOf(page);

  it('has its summary, description and name, and what acknowledges it', () => {
    expect(textOf(page, 'h1')).toBe(webhook.operation.summary);
    expect(text).toContain(plain(webhook.operation.description));
    expect(text).toContain(webhook.name);
    for (const [status, { description }] of Object.entries(webhook.responses)) {
      expect(fold(byId(page, `response-${status}`).text())).toContain(plain(String(description)));
    }
  });

  it('has its examples, and every property of an event', () => {
    const schema: any = json(webhook.requestBody)?.schema;
    for (const { name, value } of examplesOf(document, json(webhook.requestBody))) {
      expect(JSON.parse(byId(page, `example-${name}`).find('pre').text())).toEqual(value);
    }
    for (const property of Object.keys(resolve(document, schema).properties ?? {})) {
      expect(byId(page, `event-${property}`).text()).toContain(property);
    }
  });

  it('is reached from the overview and from the schemas that it has', () => {
    const [, schema] = json(webhook.requestBody)?.schema?.$ref?.match(/([^/]+)$/) ?? [];
    for (const address of [addresses.reference, ...(schema ? [addresses.schema(schema)] : [])]) {
      expect(
        pageAt(address).$(`main a[href*="${addresses.webhook(webhook.name)}"]`),
      ).not.toHaveLength(0);
    }
  });
});

describe.each(operationsOf(document))('the page of $operationId', (operation) => {
  const page = pageAt(addresses.operation(operation.operationId));
  const text = textOf(page);

  it('has its summary, description, method, path and id', () => {
    expect(textOf(page, 'h1')).toBe(operation.operation.summary);
    expect(text).toContain(plain(operation.operation.description));
    expect(text).toContain(`${operation.method.toUpperCase()} ${operation.path}`);
    expect(text).toContain(operation.operationId);
  });

  it('has every server and its security schemes', () => {
    for (const { url, description } of document.servers) {
      expect(text).toContain(url);
      expect(text).toContain(plain(String(description)));
    }
    const requirements: object[] = operation.operation.security ?? document.security;
    for (const name of requirements.flatMap((each) => Object.keys(each))) {
      const scheme: Schema = resolve(document, document.components.securitySchemes[name]);
      expect(text).toContain(scheme.name ?? scheme.scheme ?? scheme.type);
      expect(text).toContain(plain(scheme.description));
    }
  });

  it.each(operation.parameters)('has the parameter $name with its limits', (parameter) => {
    const row = fold(byId(page, `parameter-${parameter.name}`).text());
    const { minLength, maxLength, pattern } = resolve(document, parameter.schema) ?? {};
    expect(row).toContain(plain(String(parameter.description)));
    for (const limit of [minLength, maxLength, pattern]) {
      if (limit !== undefined) expect(row).toContain(String(limit));
    }
    expect(row.includes('required')).toBe(Boolean(parameter.required));
  });

  it('has every property of the request body, at any depth, with its description', () => {
    const walk = (reference: Schema, id: string, depth = 0) => {
      const schema = whole(reference);
      // A schema that contains itself goes on for ever.
      if (depth > 3) return;
      if (schema.items) walk(schema.items, id, depth);
      if (typeof schema.additionalProperties === 'object') {
        expect(byId(page, `${id}-any`).length, `${id}-any`).toBe(1);
        walk(schema.additionalProperties, `${id}-any`, depth + 1);
      }
      for (const [name, property] of Object.entries<Schema>(schema.properties ?? {})) {
        const row = fold(byId(page, `${id}-${name}`).text());
        const content = whole(property);
        expect(row, `${id}-${name}`).toContain(name);
        if (content.description) expect(row).toContain(plain(content.description));
        for (const [mark, words] of Object.entries(marks))
          if (content[mark]) expect(row).toContain(words);
        for (const limit of [content.minLength, content.maxLength, content.format]) {
          if (limit !== undefined) expect(row, `${id}-${name}`).toContain(String(limit));
        }
        const { values, descriptions } = ownValues(content);
        for (const value of [...values, ...descriptions.map(plain)]) expect(row).toContain(value);
        walk(property, `${id}-${name}`, depth + 1);
      }
      for (const [index, choice] of (schema.oneOf ?? []).entries()) {
        const name = choice.type === 'null' ? 'null' : `Choice ${index + 1}`;
        const title = choice.$ref?.split('/').at(-1) ?? choice.title ?? name;
        expect(byId(page, `${id}-${title}`).length, title).toBe(1);
        walk(choice, `${id}-${title}`, depth + 1);
      }
    };
    const schema = json(operation.requestBody)?.schema;
    expect(byId(page, 'request-body').length).toBe(schema ? 1 : 0);
    if (schema) walk(schema, 'request');
  });

  it.each(Object.entries(operation.responses))('has the response %s', (status, response) => {
    const part = fold(byId(page, `response-${status}`).text());
    expect(part).toContain(status);
    expect(part).toContain(plain(response.description));
    for (const [name, reference] of Object.entries(response.headers ?? {})) {
      const header = fold(byId(page, `response-${status}-header-${name}`).text());
      expect(header).toContain(name);
      expect(header).toContain(plain(String(resolve(document, reference).description)));
    }
    for (const { name } of examplesOf(document, json(response))) expect(part).toContain(name);
  });

  it('shows every example of a response with its body', () => {
    for (const response of Object.values(operation.responses)) {
      for (const { value } of examplesOf(document, json(response))) {
        expect(text).toContain(fold(JSON.stringify(value, null, 2)));
      }
    }
  });

  it('has samples of every exchange in three languages', () => {
    const own = exchanges.filter(({ operationId }) => operationId === operation.operationId);
    expect(own.length).toBeGreaterThan(0);
    for (const { name, summary, request, pathParameters, parameters } of own) {
      const sample = byId(page, `sample-${name}`);
      expect(fold(sample.parent().text())).toContain(summary ?? name);
      // Without what quotes a quote, in a shell and in JavaScript.
      const [curl, client, fetch] = ['curl', 'client', 'fetch'].map((language) =>
        sample
          .find(`[data-language=${language}] pre`)
          .text()
          .replaceAll(language === 'curl' ? "'\\''" : "\\'", "'"),
      );
      if (request !== undefined) expect(curl).toContain(JSON.stringify(request, null, 2));
      for (const header of Object.keys(parameters.header)) expect(curl).toContain(`${header}: `);
      expect(client).toContain(`client.${operation.operationId}(`);
      for (const value of Object.values(pathParameters)) expect(client).toContain(String(value));
      for (const code of [curl, fetch]) {
        expect(code).toContain(`${sandbox.url}/`);
        for (const value of Object.values(pathParameters))
          expect(code).toContain(encodeURIComponent(String(value)));
      }
    }
  });
});

describe.each(Object.entries(schemas))('the page of %s', (name, schema) => {
  const page = pageAt(addresses.schema(name));
  const text = textOf(page);

  it('has its name, description, values and limits', () => {
    expect(textOf(page, 'h1')).toBe(name);
    expect(text).toContain(plain(schema.description ?? ''));
    const { values, descriptions } = ownValues(schema);
    for (const value of [...values, ...descriptions.map(plain)]) expect(text).toContain(value);
    for (const limit of [schema.minLength, schema.maxLength, schema.pattern]) {
      if (limit !== undefined) expect(text).toContain(String(limit));
    }
  });

  it('has every property with a link of its own, its type and its description', () => {
    const { properties, required: demanded } = whole(schema);
    for (const [property, reference] of Object.entries<Schema>(properties)) {
      const row = byId(page, `property-${property}`);
      const content = whole(reference);
      expect(row.find(`a[href="#property-${property}"]`).first().text()).toBe(property);
      if (content.description) expect(fold(row.text())).toContain(plain(content.description));
      for (const [mark, words] of Object.entries(marks)) {
        const shown = row
          .children('dt')
          .find('.mark')
          .toArray()
          .map((each) => page.$(each).text());
        expect(shown.includes(words), `${property} ${words}`).toBe(Boolean(content[mark]));
      }
      if (content.format) expect(fold(row.text())).toContain(content.format);
      const required = row.children('dt').find('.required').length === 1;
      expect(required, property).toBe(demanded.includes(property));
    }
  });

  it('says where it is used', () => {
    const users = schemaTexts.filter(
      ([other, text]) => other !== name && text?.includes(`"#/components/schemas/${name}"`),
    );
    for (const [user = ''] of users) {
      expect(page.$(`#used-by ~ ul a[href="${addresses.schema(user)}"]`).length, user).toBe(1);
    }
    expect(page.$('#used-by ~ ul li').length).toBeGreaterThan(0);
  });
});

describe.each(errorCodesOf(document))('the page of $code', (entry) => {
  const page = pageAt(addresses.error(entry.code));
  const text = textOf(page);

  it('has its status, when, action, whether to repeat, and an example', () => {
    expect(textOf(page, 'h1')).toBe(entry.code);
    expect(textOf(page, '.lead')).toBe(`Status ${entry.status}`);
    expect(text).toContain(plain(entry.when));
    expect(text).toContain(plain(entry.action));
    const repeat = fold(page.$('#repeat-the-request + *').text());
    expect(repeat.startsWith(entry.repeat === 'never' ? 'No.' : 'Yes,')).toBe(true);
    for (const limit of Object.values(entry.delayMs ?? {})) expect(repeat).toContain(String(limit));
    expect(JSON.parse(page.$('#example ~ pre').first().text()).code).toBe(entry.code);
  });

  it('has every field of its entry in the contract, for people and for programs', () => {
    const leaves = (value: object): unknown[] =>
      Object.values(value).flatMap((part) => (typeof part === 'object' ? leaves(part) : [part]));
    const twin = fold(readFileSync(path.join(dist, addresses.twin(page.path)), 'utf8'));
    for (const [field, value] of Object.entries(document['x-error-codes']?.[entry.code] ?? {})) {
      for (const leaf of leaves({ value })) {
        expect(text, field).toContain(plain(String(leaf)));
        expect(plain(twin), field).toContain(plain(String(leaf)));
      }
    }
    const { code, when, action, ...rules } = entry;
    const facts = fold(page.$('#in-the-contract ~ .fact').text());
    for (const [field, value] of Object.entries(rules)) {
      expect(facts).toContain(
        `${field} ${typeof value === 'object' ? Object.entries(value).flat().join(' ') : value}`,
      );
    }
  });

  it('stands in the table of all error codes', () => {
    const row = pageAt(addresses.errors).$(`tr:has(a[href="${addresses.error(entry.code)}"])`);
    expect(fold(row.text())).toContain(`${entry.code} ${entry.status} ${plain(entry.when)}`);
  });
});

describe('the overview', () => {
  const page = pageAt(addresses.reference);

  it('has every paragraph of the description', () => {
    const paragraphs: string[] = document.info.description.split(/\n\s*\n/);
    for (const paragraph of paragraphs) expect(textOf(page)).toContain(plain(paragraph));
  });

  it('gives each named paragraph an address', () => {
    const names = [...document.info.description.matchAll(/^\*\*(.+?)\.\*\*/gm)].map(
      ([, name]) => name,
    );
    const addressed = page
      .$('.prose p[id] > strong:first-child')
      .toArray()
      .map((element) => page.$(element).text());
    expect(addressed).toEqual(names.map((name) => `${name}.`));
  });

  it('leads to every operation, as the sidebar and the lists that it begins with lead to everything', () => {
    for (const { operationId } of operationsOf(document)) {
      expect(page.$(`main .cards a[href="${addresses.operation(operationId)}"]`).length).toBe(1);
    }
    const targets = [
      ...operationsOf(document).map(({ operationId }) => addresses.operation(operationId)),
      ...Object.keys(schemas).map(addresses.schema),
      ...errorCodesOf(document).map(({ code }) => addresses.error(code)),
    ];
    const lists = [page, pageAt(addresses.schemas), pageAt(addresses.errors)];
    for (const { path } of lists)
      expect(page.$(`nav.sidebar a[href="${path}"]`).length, path).toBe(1);
    const linked = new Set(
      lists.flatMap(({ $ }) =>
        $(':is(nav.sidebar, main) a[href]')
          .toArray()
          .map((link) => link.attribs['href']),
      ),
    );
    for (const target of targets) expect(linked, target).toContain(target);
  });
});

describe("the page of the sandbox's world", () => {
  const page = pageAt('/guides/world/');

  it('lists its tenants, keys, subscriptions, add-ons and offerings', async () => {
    const world = await createSandbox({ clock: 'frozen' }).control.world();
    const told = [
      ...world.tenants.flatMap(({ tenantId, apiKeys }) => [tenantId, ...apiKeys]),
      ...world.subscriptions.flatMap(({ subscriptionId, addons = [] }) => [
        subscriptionId,
        ...addons.map(({ subscriptionAddonId }) => subscriptionAddonId),
      ]),
      ...world.productOfferings.map(({ productOfferingId }) => productOfferingId),
    ];
    for (const id of told) expect(textOf(page)).toContain(id);
  });
});
