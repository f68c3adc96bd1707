import { appendFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Hooks, hookNames } from '../subjects/hooks.js';
import { readSubjects } from '../subjects/read.js';
import type { Subjects } from '../subjects/roles.js';
import { UsageError } from '../usage-error.js';

/** @throws {UsageError} where the file is missing, no JSON, or not what it should be */
export async function readSubjectsFile(file: string): Promise<Subjects> {
  let subjects: Subjects;
  try {
    subjects = JSON.parse((await readFile(file, 'utf8')).replace(/^\ufeff/, ''));
  } catch (error) {
    throw new UsageError(`--subjects ${file} cannot be read as JSON: ${(error as Error).message}`);
  }
  readSubjects(subjects, `--subjects ${file}`);
  return subjects;
}

/** @throws {UsageError} where the module is missing, fails, or exports something else */
export async function loadHooksFile(file: string): Promise<Hooks> {
  const module = await import(pathToFileURL(path.resolve(file)).href).catch((error: Error) => {
    throw new UsageError(`--hooks ${file} cannot be loaded: ${error.message}`);
  });
  const names = Object.keys(module);
  const wrong = names.filter(
    (name) => !hookNames.includes(name as keyof Hooks) || typeof module[name] !== 'function',
  );
  if (wrong.length === 0 && names.length > 0) return module;
  throw new UsageError(
    `--hooks ${file} exports ${wrong.join(', ') || 'nothing'}. Hooks are functions named ${hookNames.join(', ')}.`,
  );
}

/** @throws {UsageError} where a report could not be written, which is better known before it is made */
export async function demandWritable(flag: string, file: string): Promise<void> {
  await appendFile(file, '').catch((error: Error) => {
    throw new UsageError(`${flag} ${file} cannot be written: ${error.message}`);
  });
}
