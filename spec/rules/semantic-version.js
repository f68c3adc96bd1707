/**
 * The version of the contract is one of https://semver.org.
 *
 * @returns {import('./redocly.js').Visitor}
 */
export default function semanticVersion() {
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
