import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { kindNames } from '../scaffold/kinds.ts';
import { type NewOperation, operationFiles } from '../scaffold/operation-files.ts';
import { questions, readOperation } from '../scaffold/operation-flags.ts';
import { copyOfSpec } from './support/copy.ts';

const pause: NewOperation = {
  id: 'pauseForTests',
  kind: 'action',
  path: '/subscriptions/{subscriptionId}/pause-for-tests',
  summary: 'Pause a subscription',
};

const ids = {
  read: 'getTestNote',
  list: 'listTestNotes',
  create: 'createTestNote',
  delete: 'removeTestNote',
  patch: 'updateTestNote',
  action: 'resumeTestNote',
};

function flags(operation: object) {
  return Object.entries(operation).map(([name, value]) => `--${name}=${value}`);
}

describe('new:operation', () => {
  it('writes files that pass lint, of every kind', async () => {
    await using spec = await copyOfSpec();
    for (const kind of kindNames) {
      const id = ids[kind];
      const path =
        kind === 'create' ? '/test-notes' : `/subscriptions/{subscriptionId}/test-${kind}`;
      const { code, output } = await spec.run('new-operation.ts', {
        args: flags({ id, kind, path, summary: 'Try it' }),
      });
      expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining('wrote') });
    }
    const lint = await spec.run('lint.ts');
    expect(lint).toMatchObject({ code: 0, output: expect.stringContaining('valid') });
  }, 60_000);

  it('answers with a schema that there is, and says what it means in a changeset', async () => {
    await using spec = await copyOfSpec();
    const offering = { id: 'getTestOffering', kind: 'read', path: '/test-offerings/{offeringId}' };
    const { output } = await spec.run('new-operation.ts', {
      args: flags({ ...offering, summary: 'Read an offering', response: 'Subscription' }),
    });
    expect(output).not.toContain('components/schemas/');
    expect(
      await readFile(path.join(spec.root, '.changeset/get-test-offering.md'), 'utf8'),
    ).toContain('New: `getTestOffering`. Read an offering.');
    expect((await spec.run('lint.ts')).code).toBe(0);
  });

  it.each(['--help', '-h'])('explains itself by %s, with every flag and kind', async (flag) => {
    await using spec = await copyOfSpec();
    const { code, output } = await spec.run('new-operation.ts', { args: [flag] });
    expect(code).toBe(0);
    for (const name of [...Object.keys(questions), 'response', 'help'])
      expect(output).toContain(`--${name}`);
    for (const kind of kindNames) expect(output).toContain(` ${kind} `);
  });

  it('keeps every line of openapi.yaml and adds the path', async () => {
    await using spec = await copyOfSpec();
    const before = await spec.read('openapi.yaml');

    const { 'openapi.yaml': after = '' } = await operationFiles(pause, spec.folder);

    const file = 'paths/subscriptions_{subscriptionId}_pause-for-tests.yaml';
    const added = `  ${pause.path}:\n    $ref: ${file}\n`;
    expect(after.replace(added, '')).toBe(before);
    expect(parse(after).paths[pause.path]).toEqual({ $ref: file });
  });

  it('says which flag is missing where nobody can be asked', async () => {
    await expect(readOperation(['--id=pauseForTests'], undefined)).rejects.toThrow(
      '--kind: missing. It is the kind (read, list, create, delete, patch, action).',
    );
  });

  it('asks for what the flags leave out', async () => {
    const answers = [pause.kind, pause.path, pause.summary];
    const asked: string[] = [];

    const operation = await readOperation([`--id=${pause.id}`], async (question) => {
      asked.push(question);
      return answers.shift() ?? '';
    });

    expect(operation).toEqual(pause);
    expect(asked).toHaveLength(Object.keys(questions).length - 1);
  });

  it('asks again after an answer that will not do, and says why', async () => {
    const answers = [
      'PauseSubscription',
      pause.id,
      'post',
      pause.kind,
      pause.path,
      '',
      pause.summary,
    ];
    const told: string[] = [];

    const operation = await readOperation(
      [],
      async () => answers.shift() ?? '',
      (line) => told.push(line),
    );

    expect(operation).toEqual(pause);
    expect(told).toEqual([
      expect.stringContaining('"PauseSubscription": it must be lowerCamelCase'),
      expect.stringContaining('"post": it must be one of read, list'),
      expect.stringContaining('"": it must not be empty'),
    ]);
  });

  it.each([
    ['id', 'PauseSubscription', 'lowerCamelCase'],
    ['kind', 'Read', 'one of read, list'],
    ['path', 'subscriptions', 'start with /'],
    ['summary', ' ', 'not be empty'],
    ['id', 'readThing', 'start with a verb'],
  ])('refuses the %s %j', async (flag, value, reason) => {
    const operation = readOperation(flags({ ...pause, [flag]: value }), undefined);
    await expect(operation).rejects.toThrow(new RegExp(`^--${flag}: .*${reason}`));
  });

  it.each([
    [
      'a path that exists',
      1,
      { path: '/subscriptions/{subscriptionId}/cancel' },
      'Add the method to',
    ],
    ['a schema that nothing answers with', 1, { response: 'Nothing' }, 'Leave --response out'],
    ['an operationId that exists', 1, { id: 'cancelSubscription' }, 'is in the contract already'],
    ['a folder of examples that exists', 1, { id: 'removeEvents' }, 'remove-events exists already'],
    ['a flag that it does not know', 2, { tag: 'Other' }, "Unknown option '--tag"],
  ])('refuses %s with %i and writes nothing', async (_, status, other, reason) => {
    await using spec = await copyOfSpec();
    const before = await spec.read('openapi.yaml');
    await mkdir(path.join(spec.folder, 'components/examples/remove-events'));

    const { code, output } = await spec.run('new-operation.ts', {
      args: flags({ ...pause, ...other }),
    });

    expect(code).toBe(status);
    expect(output).toContain(reason);
    expect(output).not.toContain('    at ');
    expect(await spec.read('openapi.yaml')).toBe(before);
  });
});
