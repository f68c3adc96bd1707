import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { operationFiles } from '../scaffold/operation-files.ts';
import { questions, readOperation } from '../scaffold/operation-flags.ts';
import { copyOfSpec } from './support/copy.ts';

const pause = {
  id: 'pauseSubscription',
  method: 'post',
  path: '/subscriptions/{subscriptionId}/pause',
  summary: 'Pause a subscription',
};

function flags(operation: Record<string, string>) {
  return Object.entries(operation).map(([name, value]) => `--${name}=${value}`);
}

describe('new:operation', () => {
  it('writes files that pass lint, for a write and for a read', async () => {
    await using spec = await copyOfSpec();
    const offering = { id: 'getOffering', method: 'get', path: '/offerings/{offeringId}' };

    const write = await spec.run('new-operation.ts', { args: flags(pause) });
    const read = await spec.run('new-operation.ts', {
      args: flags({ ...offering, summary: 'Read an offering', response: 'Subscription' }),
    });
    const lint = await spec.run('lint.ts');

    expect(write.output).toContain('wrote spec/components/schemas/PauseSubscriptionRequest.yaml');
    expect(read.output).not.toContain('components/schemas/');
    expect(lint).toMatchObject({ code: 0, output: expect.stringContaining('valid') });
  });

  it('keeps every line of openapi.yaml and adds the path', async () => {
    await using spec = await copyOfSpec();
    const before = await spec.read('openapi.yaml');

    const { 'openapi.yaml': after = '' } = await operationFiles(pause, spec.folder);

    const file = 'paths/subscriptions_{subscriptionId}_pause.yaml';
    const added = `  ${pause.path}:\n    $ref: ${file}\n`;
    expect(after.replace(added, '')).toBe(before);
    expect(parse(after).paths[pause.path]).toEqual({ $ref: file });
  });

  it('says which flag is missing where nobody can be asked', async () => {
    await expect(readOperation(['--id=pauseSubscription'], undefined)).rejects.toThrow(
      '--method: missing. It is the method (get, post, put, patch, delete).',
    );
  });

  it('asks for what the flags leave out', async () => {
    const answers = [pause.method, pause.path, pause.summary];
    const asked: string[] = [];

    const operation = await readOperation([`--id=${pause.id}`], async (question) => {
      asked.push(question);
      return answers.shift() ?? '';
    });

    expect(operation).toEqual(pause);
    expect(asked).toHaveLength(Object.keys(questions).length - 1);
  });

  it.each([
    ['id', 'PauseSubscription', 'lowerCamelCase'],
    ['method', 'POST', 'one of get, post'],
    ['path', 'subscriptions', 'start with /'],
    ['summary', ' ', 'not be empty'],
  ])('refuses the %s %j', async (flag, value, reason) => {
    const operation = readOperation(flags({ ...pause, [flag]: value }), undefined);
    await expect(operation).rejects.toThrow(new RegExp(`^--${flag}: .*${reason}`));
  });

  it.each([
    ['a path that exists', { path: '/subscriptions/{subscriptionId}/cancel' }, 'Add the method to'],
    ['a schema that nothing answers with', { response: 'Nothing' }, 'Leave --response out'],
    ['files that exist', { id: 'cancelSubscription' }, 'CancelSubscriptionRequest.yaml exists'],
    ['a flag that it does not know', { tag: 'Other' }, "Unknown option '--tag"],
  ])('refuses %s and writes nothing', async (_, other, reason) => {
    await using spec = await copyOfSpec();
    const before = await spec.read('openapi.yaml');

    const { code, output } = await spec.run('new-operation.ts', {
      args: flags({ ...pause, ...other }),
    });

    expect(code).toBe(1);
    expect(output).toContain(reason);
    expect(output).not.toContain('    at ');
    expect(await spec.read('openapi.yaml')).toBe(before);
  });
});
