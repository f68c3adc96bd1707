import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repository } from '../lib/workspace.ts';
import { tracked } from './support.ts';

const files = tracked().filter((file) => /\.[cm]?jsx?$/.test(file));

test.each(files)('%s says in its first line why it is no TypeScript', (file) => {
  const text = readFileSync(join(repository, file), 'utf8').replace(/^#!.*\n/, '');
  expect(text).toMatch(/^\/\/ Plain JavaScript, (ES2020 at most, )?(for|as|and|since) \S/);
});
