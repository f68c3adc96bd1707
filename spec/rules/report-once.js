/**
 * Reports each problem once, however many operations share the node that has it.
 *
 * @returns {(ctx: import('./redocly.js').Context, problem: import('./redocly.js').Problem) => void}
 */
export function reportOnce() {
  const reported = new Set();

  return (ctx, problem) => {
    const id = `${problem.location.absolutePointer} ${problem.message}`;
    if (!reported.has(id)) ctx.report(problem);
    reported.add(id);
  };
}
