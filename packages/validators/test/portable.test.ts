// The package must run where there is no eval, no Node and no web platform.
import { readFile } from 'node:fs/promises';
import vm from 'node:vm';
import { document, operationsOf } from '@connect-api/spec';
import { transform } from 'esbuild';
import { expect, test } from 'vitest';

const dist = await readFile(new URL('../dist/index.js', import.meta.url), 'utf8');

test('the package is one file without imports', () => {
  expect(dist).not.toMatch(/^\s*import\b|\bimport\(|\bfrom ["']/m);
  expect(dist).not.toContain('node:');
});

test('the package makes no code from text', () => {
  expect(dist).not.toMatch(/\beval\b|\bFunction\(/);
});

test.each([
  ['a bare JavaScript engine', {}],
  ['something like a worker', { self: {}, Headers, URLSearchParams, TextEncoder }],
])('it validates in %s that forbids eval', async (_, globals) => {
  const { code } = await transform(dist, { format: 'iife', globalName: 'connect' });
  const context = vm.createContext(
    { ...globals },
    { codeGeneration: { strings: false, wasm: false } },
  );
  expect(() => vm.runInContext('new Function("return 1")', context)).toThrow(/Code generation/);
  vm.runInContext(code, context);
  const outcomes = vm.runInContext(
    'JSON.stringify(connect.operations.map((operation) => operation.request({ path: {}, body: null }).valid))',
    context,
  );
  expect(JSON.parse(outcomes)).toEqual(operationsOf(document).map(() => false));
});
