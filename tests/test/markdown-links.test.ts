// The docs site checks its own links. These are the files that people read in the repository.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const folders = ['.', '.github', 'bench', 'decisions', 'docs', 'spec', ...subfolders('packages')];

const links = folders
  .flatMap((folder) =>
    readdirSync(path.join(repository, folder)).map((name) => `${folder}/${name}`),
  )
  .filter((file) => file.endsWith('.md'))
  .flatMap((file) =>
    [...readFileSync(path.join(repository, file), 'utf8').matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target = '']) => ({ file: path.normalize(file), target }))
      .filter(({ target }) => !/^(https?:|mailto:|#)/.test(target)),
  );

it.each(links)('$file links to $target, which is there', ({ file, target }) => {
  const [name = ''] = target.split('#');
  expect(existsSync(path.resolve(repository, path.dirname(file), name))).toBe(true);
});

function subfolders(parent: string) {
  return readdirSync(path.join(repository, parent)).map((name) => `${parent}/${name}`);
}
