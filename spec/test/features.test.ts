import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { addFeature, addFolder, idsInFolder } from '../features/lib/index.ts';

/** A folder with these files. */
async function folderWith(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'connect-features-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  }
  return folder;
}

const root = { 'openapi.yaml': 'openapi: 3.1.0\npaths:\n  /boats:\n    $ref: paths/boats.yaml\n' };

describe('a folder that is laid over a contract', () => {
  it('brings its files, and what belongs into the root behind what is there', async () => {
    const spec = await folderWith(root);
    const own = await folderWith({
      'paths/sails.yaml': 'get: {}\n',
      'root-patch.yaml': 'paths:\n  /sails:\n    $ref: paths/sails.yaml\n',
    });
    expect(await addFolder(spec, own)).toEqual(['paths/sails.yaml']);
    expect(await readFile(path.join(spec, 'paths/sails.yaml'), 'utf8')).toBe('get: {}\n');
    const { paths } = parse(await readFile(path.join(spec, 'openapi.yaml'), 'utf8'));
    expect(Object.keys(paths)).toEqual(['/boats', '/sails']);
  });

  it('takes no other file’s place, and changes nothing then', async () => {
    const spec = await folderWith({ ...root, 'paths/boats.yaml': 'get: {}\n' });
    const own = await folderWith({ 'paths/boats.yaml': 'put: {}\n', 'paths/sails.yaml': '' });
    await expect(addFolder(spec, own)).rejects.toThrow(
      /paths\/boats\.yaml would take the place of boats\.yaml, which the contract has\. Write both into one/,
    );
    expect(await readFile(path.join(spec, 'paths/boats.yaml'), 'utf8')).toBe('get: {}\n');
    await expect(readFile(path.join(spec, 'paths/sails.yaml'))).rejects.toThrow('ENOENT');
  });

  it('is named by its operations and webhooks', async () => {
    const own = await folderWith({
      'paths/sails.yaml': 'parameters: []\nget: { operationId: listSails }\n',
      'root-patch.yaml': 'webhooks:\n  sail.set: {}\n',
    });
    expect(await idsInFolder(own)).toEqual(['listSails', 'sail.set']);
  });

  it('may bring again what is there', async () => {
    const files = { 'paths/boats.yaml': 'get: {}\n' };
    const spec = await folderWith({ ...root, ...files });
    expect(await addFolder(spec, await folderWith(files))).toEqual(['paths/boats.yaml']);
  });
});

describe('a feature', () => {
  it('takes no schema’s place', async () => {
    const spec = await folderWith({ ...root, 'components/schemas/Boat.yaml': 'type: object\n' });
    const feature = { name: 'raft', feature: 'a raft', schemas: { Boat: { type: 'string' } } };
    await expect(addFeature(spec, feature as never)).rejects.toThrow(
      'raft would take the place of Boat.yaml',
    );
  });

  it('may have two operations of one path', async () => {
    const spec = await folderWith(root);
    const operation = (method: string, id: string) => ({
      [`${method} /motto`]: id,
      summary: 'Try it',
      exchanges: { [id]: { response: {} } },
      responses: { 200: {} },
    });
    const operations = [operation('get', 'getMotto'), operation('delete', 'removeMotto')];
    await addFeature(spec, { name: 'motto', feature: 'a motto', operations } as never);
    const item = parse(await readFile(path.join(spec, 'paths/motto.yaml'), 'utf8'));
    expect([item.get.operationId, item.delete.operationId]).toEqual(['getMotto', 'removeMotto']);
  });
});
