// Watches what the contract and its rules are made of.
import { relative, sep } from 'node:path';

// What is made from the contract, and what nobody's save of a contract is about.
const otherFolders = /^(dist|lib|node_modules|released|scaffold|scripts|test)(\/|$)/;
const hidden = /(^|\/)\./;
// Editors and tools save through files of other names.
const contractFile = /\.(ya?ml|json|ts)$/;

/**
 * @param onSave takes the path in the folder, with slashes
 * @returns ends the watching
 */
export async function watchContract(
  folder: string,
  onSave: (file: string) => void,
): Promise<() => Promise<void>> {
  // Loaded only now: before the first set-up there is none.
  const { watch } = await import('chokidar');
  const pathOf = (file: string) => relative(folder, file).split(sep).join('/');
  const watcher = watch(folder, {
    ignored: (file) => isOther(pathOf(file)),
    ignoreInitial: true,
    atomic: true,
  });
  watcher.on('all', (_, file) => contractFile.test(file) && onSave(pathOf(file)));
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  return () => watcher.close();
}

const isOther = (path: string) => otherFolders.test(path) || hidden.test(path);
