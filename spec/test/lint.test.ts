import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyOfSpec } from './support/copy.ts';

// All files broken at once: starting the linter takes longer than linting.
describe('a broken file is named with line and rule', () => {
  let spec: Awaited<ReturnType<typeof copyOfSpec>>;
  let result: { code: number | null; output: string };

  beforeAll(async () => {
    spec = await copyOfSpec();
    await spec.edit('components/schemas/Customer.yaml', 'required:\n', 'required: [\n');
    await spec.edit('components/schemas/ErrorDetail.yaml', 'ErrorDetailCode.yaml', 'Missing.yaml');
    await spec.edit('components/schemas/Sim.yaml', 'properties:', 'propertys:');
    await spec.edit('components/examples/unauthorized.yaml', 'code: UNAUTHORIZED', 'code: NO_KEY');
    result = await spec.run('lint.js', { cwd: '/' });
  });

  afterAll(() => spec[Symbol.asyncDispose]());

  it('and linting fails', () => {
    expect(result.code).toBe(1);
  });

  it('when it is not YAML', async () => {
    const line = (await lineOf('Customer.yaml', 'required: [')) + 1;
    expect(result.output).toContain(`components/schemas/Customer.yaml:${line}:`);
    expect(result.output).toContain('missed comma');
  });

  it('when a reference leads nowhere', async () => {
    const line = await lineOf('ErrorDetail.yaml', 'Missing');
    expect(result.output).toContain(`ErrorDetail.yaml:${line}:`);
    expect(result.output).toContain('no-unresolved-refs rule');
  });

  it('when a keyword does not exist', async () => {
    expect(result.output).toContain(`Sim.yaml:${await lineOf('Sim.yaml', 'propertys')}:`);
    expect(result.output).toContain('Property `propertys` is not expected here');
    expect(result.output).toContain('struct rule');
  });

  it('when it breaks a rule of our own, which says nothing of the other files', () => {
    expect(result.output).toMatch(/components\/examples\/unauthorized\.yaml:4:/);
    expect(result.output).toContain('The code NO_KEY is not in x-error-codes.');
    expect(new Set(result.output.match(/connect\/[\w-]+/g))).toEqual(
      new Set(['connect/error-code-known']),
    );
  });

  async function lineOf(schema: string, text: string) {
    const lines = (await spec.read(`components/schemas/${schema}`)).split('\n');
    return lines.findIndex((line) => line.includes(text)) + 1;
  }
});
