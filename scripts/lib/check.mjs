// `npm test` and its parts: run the tasks, then say in one line what came of it.
import { notCheckedLines, totalLine } from './report.mjs';
import { setUp } from './setup.mjs';
import { runTasks, showCache } from './tasks.mjs';

export async function check(tasks, context) {
  const { root, processes, say, paint } = context;
  await setUp({ root, start: processes.start, say });
  say('Checking.');
  const outcome = await runTasks({ ...context, tasks });
  say('');
  showCache(outcome, context);
  for (const line of notCheckedLines(outcome)) say(paint.bold(line));
  say(totalLine(outcome));
  return outcome.failed > 0 ? 1 : 0;
}
