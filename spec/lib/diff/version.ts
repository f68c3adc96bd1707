// Whether the version that is coming fits what has changed.
import { greatest, type Impact, impactBetween, isLess } from './impact.ts';

/**
 * @param state.impact of the changes since the last release
 * @param state.released version of the contract as last released
 * @param state.published false while nothing has been released: then nothing can break
 * @param state.version of the contract
 * @param state.packageVersion of the packages, which all have one
 * @param state.changesets that wait for the next release
 * @returns what is wrong and what to do
 */
export function versionProblem({
  impact,
  released,
  published,
  version,
  packageVersion,
  changesets,
}: {
  impact: Impact;
  released: string;
  published: boolean;
  version: string;
  packageVersion: string;
  changesets: readonly Impact[];
}): string | undefined {
  if (version !== packageVersion) {
    return `info.version in spec/openapi.yaml is ${version}, and the packages have ${packageVersion}. Make them the same.`;
  }
  if (!published) return undefined;
  const coming = greatest([impactBetween(released, version), ...changesets]);
  if (!isLess(coming, impact)) return undefined;
  return `The contract has a ${impact} change since ${released}, and ${
    coming === 'none' ? 'no changeset announces it' : `what is announced is only ${coming}`
  }. See what it is with "npm run diff", then run "npx @changesets/cli" and choose ${impact}.`;
}
