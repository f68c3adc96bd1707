// `npm test` and its parts: run the tasks, then say in one line what came of it.
import type { Context } from './context.ts';
import { notCheckedLines, totalLine } from './report.ts';
import { setUp } from './setup.ts';
import { runTasks, showCache } from './tasks.ts';

/** @returns the exit code */
export async function check(tasks: string[], context: Context): Promise<number> {
  const { root, processes, env, say, paint } = context;
  await setUp({ root, start: processes.start, say });
  say('Checking.');
  const outcome = await runTasks({ ...context, tasks });
  const notChecked = notCheckedLines(outcome);
  // Whoever starts a run by hand reads the lines. In CI nobody does: there, all has to be checked.
  if (env['CI']) outcome.failed += notChecked.length;
  say('');
  showCache(outcome, context);
  for (const line of notChecked) say(paint.bold(line));
  say(totalLine(outcome));
  return outcome.failed > 0 ? 1 : 0;
}
