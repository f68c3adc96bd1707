import type { Context, Problem } from './redocly.js';

/** Reports each problem once, however many operations share the node that has it. */
export function reportOnce(): (ctx: Context, problem: Problem) => void {
  const reported = new Set();

  return (ctx, problem) => {
    const id = `${problem.location.absolutePointer} ${problem.message}`;
    if (!reported.has(id)) ctx.report(problem);
    reported.add(id);
  };
}
