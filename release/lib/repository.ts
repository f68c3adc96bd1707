import { readJson } from '../../scripts/lib/workspace.ts';
import { repository as root } from './packages.ts';

/** The address of the repository, the one setting for where it lives. */
export const repositoryUrl: string | undefined = readJson(root, 'package.json').repository;

/** What to know about the setting before a release. */
export const repositoryAdvice = repositoryUrl
  ? `${repositoryUrl}, as "repository" in package.json says. Each package gets repository, homepage and bugs from it.`
  : [
      'UNSET: "repository" in package.json, for example "https://github.com/OWNER/NAME".',
      'Without it the packages say nothing of where they come from, and npm refuses provenance.',
    ].join('\n');
