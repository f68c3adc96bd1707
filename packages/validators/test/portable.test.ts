// The package must run where there is no eval, no Node and no web platform.
import { readFile } from 'node:fs/promises';
import vm from 'node:vm';
import { operations } from '@connect-api/validators';
import { transform } from 'esbuild';
import { expect, test } from 'vitest';

const textOf = (file: string) => readFile(new URL(`../dist/${file}`, import.meta.url), 'utf8');
const dist = await textOf('index.js');

test.each(['index.js', 'details.js'])('%s imports nothing', async (file) => {
  expect(await textOf(file)).not.toMatch(/^\s*import\b|\bimport\(|\bfrom ["']|node:/m);
});

test.each(['index.js', 'details.js'])('%s makes no code from text', async (file) => {
  expect(await textOf(file)).not.toMatch(/\beval\b|\bFunction\(/);
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
  const here = operations.map((operation) => operation.request({ path: {}, body: null }).valid);
  expect(JSON.parse(outcomes)).toEqual(here);
  expect(here).toContain(false);
});
