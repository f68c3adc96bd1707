import { describe, expect, it } from 'vitest';
import { copyOfSpec } from './support/copy.ts';
import { problemsOf } from './support/lint.ts';

it('finds no problem in the contract, not even a warning', async () => {
  expect(await problemsOf(['openapi.yaml'])).toEqual([[]]);
});

describe.concurrent('a broken file is named with line and rule', () => {
  it('when it is not YAML', async () => {
    await using spec = await copyOfSpec();
    await spec.edit('components/schemas/Customer.yaml', 'required:\n', 'required: [\n');

    const { code, output } = await spec.run('lint.js');

    expect(code).toBe(1);
    expect(output).toContain(
      `[1] components/schemas/Customer.yaml:${(await lineOf(spec, 'Customer.yaml', 'required: [')) + 1}:`,
    );
    expect(output).toContain('missed comma');
    expect(output).toContain('no-unresolved-refs rule');
    expect(output).not.toContain('connect/');
  });

  it('when a reference leads nowhere', async () => {
    await using spec = await copyOfSpec();
    await spec.edit('components/schemas/ErrorDetail.yaml', 'ErrorDetailCode.yaml', 'Missing.yaml');

    const { code, output } = await spec.run('lint.js');

    expect(code).toBe(1);
    expect(output).toContain(
      `ErrorDetail.yaml:${await lineOf(spec, 'ErrorDetail.yaml', 'Missing')}:`,
    );
    expect(output).toContain('no-unresolved-refs rule');
  });

  it('when a keyword does not exist', async () => {
    await using spec = await copyOfSpec();
    await spec.edit('components/schemas/Sim.yaml', 'properties:', 'propertys:');

    const { code, output } = await spec.run('lint.js');

    expect(code).toBe(1);
    expect(output).toContain(`Sim.yaml:${await lineOf(spec, 'Sim.yaml', 'propertys')}:`);
    expect(output).toContain('Property `propertys` is not expected here');
    expect(output).toContain('struct rule');
  });

  it('when it breaks a rule of our own', async () => {
    await using spec = await copyOfSpec();
    await spec.edit('components/examples/unauthorized.yaml', 'code: UNAUTHORIZED', 'code: NO_KEY');

    const { code, output } = await spec.run('lint.js', { cwd: '/' });

    expect(code).toBe(1);
    expect(output).toMatch(/components\/examples\/unauthorized\.yaml:4:/);
    expect(output).toContain('The code NO_KEY is not in x-error-codes.');
    expect(output).toContain('connect/error-code-known rule');
  });
});

async function lineOf(spec: Awaited<ReturnType<typeof copyOfSpec>>, schema: string, text: string) {
  const lines = (await spec.read(`components/schemas/${schema}`)).split('\n');
  return lines.findIndex((line) => line.includes(text)) + 1;
}
