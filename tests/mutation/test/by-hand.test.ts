import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applied, readHandMade } from '../lib/by-hand.ts';

const folder = new URL('../by-hand/', import.meta.url);

describe.each(readdirSync(folder))('the list %s', (name) => {
  const { package: packageName, mutants } = readHandMade(new URL(name, folder));
  const codeOf = (file: string) =>
    readFileSync(new URL(`../../../packages/${packageName}/${file}`, import.meta.url), 'utf8');

  it.each(mutants)('fits the code: $suffers', (mutant) => {
    const code = codeOf(mutant.file);
    expect(applied(mutant, code)).not.toBe(code);
  });

  it('has no mutant twice', () => {
    const made = mutants.map((mutant) => applied(mutant, codeOf(mutant.file)));
    expect(new Set(made).size).toBe(made.length);
  });
});

describe('a mutant that was made by hand', () => {
  const mutant = { file: 'a.ts', from: 'a > b', to: '$&', suffers: 'somebody' };

  it('takes the place of the code, sign by sign', () => {
    expect(applied(mutant, 'if (a > b) {}')).toBe('if ($&) {}');
  });

  it.each(['', 'a > b || a > b'])('is refused where it does not stand once, as in "%s"', (code) => {
    expect(() => applied(mutant, code)).toThrow('in a.ts, not once');
  });
});
