import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import YAML from 'yaml';
import { type Change, changesBetween } from '../lib/diff/changes.ts';
import { greatest } from '../lib/diff/impact.ts';
import { type RedoclyChange, redoclyDiff } from '../lib/diff/redocly-diff.ts';
import { fromTo } from '../lib/diff/text.ts';
import edits from './diff/edits.ts';

const text = await readFile(new URL('diff/contract.yaml', import.meta.url), 'utf8');
const base = YAML.parse(text);
const revisions = edits.map(({ edit }) => {
  const revision = YAML.parse(YAML.stringify(base, { aliasDuplicateObjects: false }));
  edit(revision);
  return revision;
});

const withCrew = JSON.parse(JSON.stringify(base));
withCrew.components.schemas.Boat.properties.crew = { type: 'object', properties: {} };

// All edits side by side in one document: starting Redocly takes longer than comparing.
let found: RedoclyChange[];
const before = sideBySide(edits.map(() => base));
const after = sideBySide(revisions);

beforeAll(async () => {
  found = await redoclyDiff(before, after);
});

describe('the next version', () => {
  it.each(edits.map((edit, index) => ({ ...edit, index })))(
    '$impact: $name',
    ({ impact, index }) => {
      const changes = changesOf(index);
      expect(greatest(changes.map((change) => change.impact)), JSON.stringify(changes)).toBe(
        impact,
      );
    },
  );
});

describe('the words', () => {
  const said = (name: string) => {
    const changes = changesOf(edits.findIndex((edit) => edit.name === name));
    return changes.map(({ place, text: words }) => `${place}: ${words}`);
  };

  it('name the operation, the part and the fact', () => {
    expect(said('a request: a shorter maxLength')).toEqual([
      'POST /boats/{boatId}, request: `maxLength` of `note` changed from 10 to 5.',
    ]);
    expect(said('a response: a new optional property')).toEqual([
      'POST /boats/{boatId}, response 200: Property `size` was added.',
    ]);
    expect(said('a status comes')).toEqual([
      'POST /boats/{boatId}, response 410: Response `410` was added.',
    ]);
  });

  it('name what they are about where Redocly does not', () => {
    const post = 'POST /boats/{boatId}';
    expect(said('a header of a response has another type')).toEqual([
      `${post}, response 200: Type of header \`X-Request-Id\` changed from string to integer.`,
    ]);
    expect(said('a header of a response has another example')).toEqual([
      `${post}, response 200: \`examples\` of header \`X-Request-Id\` was set to ["req-2"].`,
    ]);
    expect(said('a response: a list of something else')).toEqual([
      `${post}, response 200: Type of the items of \`list\` changed from string to integer.`,
    ]);
    expect(said('a response: a property may be of any type')).toEqual([
      `${post}, response 200: Type of \`text\` changed from string to any type.`,
    ]);
    expect(said('a response: a text becomes an open enum')).toEqual([
      `${post}, response 200: Known values of \`text\` are listed: \`A\`, \`B\`.`,
    ]);
    expect(said('a response: an open enum becomes a text')).toEqual([
      `${post}, response 200: Known values of \`kind\` are listed no more.`,
    ]);
    expect(said('a request: a closed enum has a value more')).toEqual([
      `${post}, request: Enum of \`colour\` gained values: \`TEAL\`.`,
    ]);
    expect(said('a value has another text')).toEqual([
      `${post}, response 200: The text of the value \`RED\` of \`colour\` changed from "A colour." to "Warm.".`,
    ]);
  });

  it('name every response that a change of a shared component touches', () => {
    expect(said('errors of two statuses are shorter')).toEqual([
      'POST /boats/{boatId}, responses 404 and 409: `maxLength` of property `code` was set to 5.',
    ]);
  });

  it('name the operations that come', () => {
    expect(said('a path comes')).toEqual([
      '/harbours: Operations `GET /harbours`, `POST /harbours` were added.',
    ]);
    expect(said('an operation comes')).toEqual([
      'GET /boats/{boatId}: Operation `GET /boats/{boatId}` was added.',
    ]);
  });

  it('name the holder of a property, and the parameter of a path', async () => {
    const changes = await changed((contract) => {
      contract.components.schemas.Boat.properties.crew.properties.rank = { type: 'string' };
      contract.paths['/boats/{boatId}'].parameters[0].schema.maxLength = 80;
      contract.info.title = 'Ships';
      contract.info.contact = { name: 'Us' };
    }, withCrew);
    expect(changes).toEqual([
      {
        impact: 'patch',
        place: '',
        text: '`title` of the contract changed from "Boats" to "Ships".',
      },
      { impact: 'patch', place: '', text: 'The contact was added.' },
      {
        impact: 'patch',
        place: '/boats/{boatId}, path boatId',
        text: '`maxLength` changed from 40 to 80.',
      },
      {
        impact: 'minor',
        place: 'POST /boats/{boatId}, response 200',
        text: 'Property `rank` of `crew` was added.',
      },
    ]);
  });

  it('rate an event that is none any more, and one that comes', async () => {
    const told = (events: string[]) => ({ ...base, 'x-webhook-delivery': { events } });
    const [none, one] = [told([]), told(['boat.changed'])];
    const goes = changesBetween(await redoclyDiff(one, none), one, none);
    const comes = changesBetween(await redoclyDiff(none, one), none, one);
    const text = (from: string, to: string) =>
      `\`events\` of spec extension \`x-webhook-delivery\` changed from ${from} to ${to}.`;
    expect(goes).toEqual([{ impact: 'major', place: '', text: text('["boat.changed"]', '[]') }]);
    expect(comes).toEqual([{ impact: 'minor', place: '', text: text('[]', '["boat.changed"]') }]);
  });

  it('name the webhook', () => {
    expect(said('a webhook: a new optional property')).toEqual([
      'Webhook boat.changed: Property `size` was added.',
    ]);
    expect(said('a webhook has another name')).toEqual([
      'Webhook boat.sunk: Its name was `boat.changed` before.',
    ]);
  });

  // Side by side, one that comes and one that goes would be one with another name.
  it('tell a webhook that comes and one that goes', async () => {
    const { webhooks } = base;
    const revision = { ...base, webhooks: { ...webhooks, 'boat.sunk': webhooks['boat.changed'] } };
    const comes = changesBetween(await redoclyDiff(base, revision), base, revision);
    const goes = changesBetween(await redoclyDiff(revision, base), revision, base);

    expect(comes).toEqual([
      { impact: 'minor', place: 'Webhook boat.sunk', text: 'The webhook was added.' },
    ]);
    expect(goes).toEqual([
      { impact: 'major', place: 'Webhook boat.sunk', text: 'The webhook was removed.' },
    ]);
  });

  it('show a description before and after', () => {
    expect(said('an operation is described anew')).toEqual([
      'DELETE /boats/{boatId}: `description` changed from "Sinks a boat." to "Sinks it, and tells how deep the water is, in fathoms, as far as that is known.".',
    ]);
  });

  it.each([
    ['no signs', "Its length: $5, max_speed's.", '"Its length: $5, max_speed\'s."'],
    ['stars', 'A *big* one.', '`"A *big* one."`'],
    ['backticks', 'A `boat`, a ``b`o``.', '```"A `boat`, a ``b`o``."```'],
    ['lines', 'One.\n\n- Two.', String.raw`~"One.\n\n- Two."~`.replaceAll('~', '`')],
  ])(
    'show a text with %s letter by letter, whatever Markdown would read in it',
    (_, text, shown) => {
      expect(fromTo('A boat.', text)).toBe(`changed from "A boat." to ${shown}`);
    },
  );

  const changed = async (edit: (contract: any) => void, from = base) => {
    // Not by structuredClone: schemas of the file share their properties.
    const revision = JSON.parse(JSON.stringify(from));
    edit(revision);
    return changesBetween(await redoclyDiff(from, revision), from, revision);
  };

  it('name every operation that a change of a shared component touches, each rated for itself', async () => {
    const shared = JSON.parse(JSON.stringify(base));
    const body = {
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Boat' } } },
    };
    const responses = { 200: { description: 'ok', ...body } };
    shared.paths['/fleet'] = {
      get: { operationId: 'getFleet', responses },
      put: { operationId: 'putFleet', requestBody: body, responses },
    };
    const changes = await changed((contract) => {
      contract.components.schemas.Boat.properties.note.maxLength = 5;
    }, shared);
    expect(changes).toEqual([
      {
        impact: 'patch',
        place: 'POST /boats/{boatId}, response 200',
        text: '`maxLength` of property `note` changed from 10 to 5. This touches GET /fleet, PUT /fleet, too.',
      },
      {
        impact: 'major',
        place: 'PUT /fleet, request',
        text: '`maxLength` of `note` changed from 10 to 5.',
      },
    ]);
  });

  it('tell that a component schema has another name or is gone: both break who imports its type', async () => {
    const rename = (contract: any) => {
      const text = JSON.stringify(contract).replaceAll('schemas/Wish"', 'schemas/Hope"');
      Object.assign(contract, JSON.parse(text));
      contract.components.schemas.Hope = contract.components.schemas.Wish;
      delete contract.components.schemas.Wish;
    };
    expect(await changed(rename)).toEqual([
      {
        impact: 'major',
        place: '',
        text: 'Schema `Wish` is now `Hope`, and with it the type of that name.',
      },
    ]);
    const inline = (contract: any) => {
      const { schema } =
        contract.paths['/boats/{boatId}'].post.requestBody.content['application/json'];
      Object.assign(schema, contract.components.schemas.Wish, { $ref: undefined });
      delete contract.components.schemas.Wish;
    };
    expect(await changed(inline)).toEqual([
      expect.objectContaining({ impact: 'major', text: expect.stringContaining('`Wish` is gone') }),
    ]);
  });

  it('name a variant by its title', () => {
    expect(said('a request: a variant comes')).toEqual([
      'POST /boats/{boatId}, request: Variant `Any` was added.',
    ]);
    expect(said('a response: a variant goes')).toEqual([
      'POST /boats/{boatId}, response 200: Variant `Name` was removed.',
    ]);
  });

  const withServers = (servers: object[]) => ({ ...base, servers });
  const server = { url: 'https://{host}', variables: { host: { default: 'a.example' } } };
  const other = { url: 'https://other.example' };
  const elsewhere = { ...server, variables: { host: { default: 'b.example' } } };

  it.each([
    [
      [server],
      [{ ...server, description: 'x' }],
      'patch',
      'Server `https://{host}` is described anew.',
    ],
    [[server], [elsewhere], 'major', 'The variables of server `https://{host}` changed.'],
    [[server], [server, other], 'minor', 'Server `https://other.example` was added.'],
    [[other, server], [server], 'major', 'Server `https://other.example` was removed.'],
  ])('tell what became of a server (%#)', async (from, to, impact, text) => {
    const changes = await changed(
      (contract) => Object.assign(contract, { servers: to }),
      withServers(from),
    );
    expect(changes).toEqual([{ impact, place: '', text }]);
  });

  it('say once what is so of an operation and of its path', async () => {
    const changes = await changed((contract) => {
      const { parameters, post } = contract.paths['/boats/{boatId}'];
      parameters[0].examples = { blue: { value: 'b' } };
      post.requestBody.content['application/json'].examples.blue = { value: { id: 'b' } };
    });
    const blue = changes.filter(({ text }) => text.includes('`blue`'));
    expect(blue).toEqual([
      {
        impact: 'patch',
        place: 'POST /boats/{boatId}, request',
        text: 'Example `blue` was added.',
      },
    ]);
  });

  it('take no percent-encoding for a figure', async () => {
    const changes = await changed((contract) => {
      contract.info.description = contract.info.description.replace('24 hours', '24 hours, `%2D`');
    });
    expect(changes.filter(({ impact }) => impact === 'major')).toEqual([]);
  });

  it('name the parameter', async () => {
    const changes = await changed((contract) => {
      contract.paths['/boats/{boatId}'].post.parameters[0].schema.maxLength = 5;
    });
    expect(changes).toContainEqual(
      expect.objectContaining({ place: 'POST /boats/{boatId}, header X-Idempotency-Key' }),
    );
  });

  it('say what is set and what is gone', () => {
    expect(said('an operation is deprecated')).toEqual([
      'POST /boats/{boatId}: `deprecated` was set to true.',
    ]);
    expect(said('a response: a default goes')).toEqual([
      'POST /boats/{boatId}, response 200: `default` of property `count` was removed; it was 1.',
    ]);
  });

  it('tell what only our own rules see', () => {
    expect(said('an error code has another status')).toEqual([
      ': `status` of error code `TOO_MANY` changed from 429 to 503.',
    ]);
    expect(said('keys live longer')).toEqual([
      ': The paragraph "Expiry" now says 48 hours for 24 hours.',
    ]);
    expect(said('a paragraph no longer lists a status')).toEqual([
      ': The paragraph "Remembered" no longer says 403.',
    ]);
    expect(said('a paragraph keeps its figures')).toEqual([]);
    expect(said('another example of a request')).toEqual([
      'POST /boats/{boatId}, request: Example `red` changed.',
    ]);
  });
});

/** The changes of one edit, at the places of the original. */
function changesOf(index: number): Change[] {
  const mark = new RegExp(`edit-${index}(?!\\d)`);
  const own = found.filter((change) => mark.test(change.path));
  const global = ({ info, 'x-error-codes': codes }: any) => ({ info, 'x-error-codes': codes });
  const paths = (document: any) =>
    Object.fromEntries(Object.entries(document.paths).filter(([key]) => mark.test(key)));
  const changes = changesBetween(
    own,
    { ...before, ...global(base), paths: paths(before) },
    { ...after, ...global(revisions[index]), paths: paths(after) },
  );
  return changes.map((change) => ({
    ...change,
    place: change.place.replace(`/edit-${index}`, '').replace(`edit-${index}-`, ''),
    text: change.text.replaceAll(`/edit-${index}`, '').replace(`edit-${index}-`, ''),
  }));
}

/** Many contracts as one: the paths and schemas of each with a prefix of its own. */
function sideBySide(contracts: any[]) {
  const document = {
    ...structuredClone(base),
    paths: {},
    webhooks: {},
    components: { ...base.components, schemas: {} },
  };
  delete document['x-error-codes'];
  for (const [index, contract] of contracts.entries()) {
    const own = JSON.parse(
      JSON.stringify(contract).replaceAll(
        '#/components/schemas/',
        `#/components/schemas/edit-${index}-`,
      ),
    );
    for (const [key, value] of Object.entries(own.paths))
      document.paths[`/edit-${index}${key}`] = value;
    for (const [key, value] of Object.entries(own.webhooks))
      document.webhooks[`edit-${index}-${key}`] = value;
    for (const [key, value] of Object.entries(own.components.schemas)) {
      document.components.schemas[`edit-${index}-${key}`] = value;
    }
  }
  return document;
}
