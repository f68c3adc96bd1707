import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { operations } from '../contract/document.ts';
import { inContract } from '../contract/folder.ts';
import * as addresses from '../navigation/addresses.ts';

/** Where readers find the repository, and can propose a change; set by whoever builds the site for them. */
const repository = process.env['REPOSITORY_URL']?.replace(/\/+$/, '');

/**
 * The file that a page is written in, from the root of the repository.
 *
 * @param address of the page, from the site's root
 * @param entry the page's own file in `docs/`, which guides have
 */
export function sourceOf(address: string, entry?: string): string {
  const name = (prefix: string) =>
    address.startsWith(prefix) ? address.slice(prefix.length).replace(/\/$/, '') : '';
  const operation = operations.find(
    ({ operationId }) => operationId === name(addresses.operation('').slice(0, -1)),
  );
  if (operation) return fileOf(operation);
  if (name(addresses.schemas)) return sourceOfSchema(name(addresses.schemas));
  if (address.startsWith(addresses.errors)) return 'spec/components/error-codes.yaml';
  if (address === addresses.changelog) return 'spec/CHANGELOG.md';
  if (address.startsWith(addresses.reference)) return 'spec/openapi.yaml';
  return address === '/' ? 'docs/src/pages/index.astro' : `docs/${entry}`;
}

const fileOf = ({ path: address }: { path: string }) =>
  `spec/paths/${address.slice(1).replaceAll('/', '_')}.yaml`;

/** A body that is written where it is sent has no file of its own: then it is that of the operation that has it. */
function sourceOfSchema(name: string): string {
  const file = `components/schemas/${name}.yaml`;
  if (existsSync(inContract(file))) return `spec/${file}`;
  const reference = JSON.stringify(`#/components/schemas/${name}`);
  const sender = operations.find(({ operation }) => JSON.stringify(operation).includes(reference));
  return sender ? fileOf(sender) : `spec/${file}`;
}

export const editLink = (source: string) => repository && `${repository}/edit/main/${source}`;

let dates: Map<string, string> | undefined;

/** The day on which a file was last changed, `2024-01-15`; none without the whole history of the repository. */
export function lastChange(source: string): string | undefined {
  dates ??= datesOf(history());
  return dates.get(source);
}

function datesOf(log: string): Map<string, string> {
  const found = new Map<string, string>();
  let day = '';
  for (const line of log.split('\n')) {
    if (line.startsWith('@')) day = line.slice(1);
    // The newest commit comes first.
    else if (line && !found.has(line)) found.set(line, day);
  }
  return found;
}

function history(): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  try {
    if (git('rev-parse', '--is-shallow-repository').trim() === 'true') return '';
    return git('log', '--format=@%cs', '--name-only', '--', ':/docs/src', ':/spec');
  } catch {
    return '';
  }
}
