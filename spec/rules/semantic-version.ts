import type { Visitor } from './redocly.js';

/** The version of the contract is one of https://semver.org. */
export default function semanticVersion(): Visitor {
  return {
    Info({ version }, ctx) {
      if (/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version ?? '')) return;
      ctx.report({
        message: `The version ${version} is not three numbers such as 1.0.0.`,
        location: ctx.location.child(['version']),
      });
    },
  };
}
