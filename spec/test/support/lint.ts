import { fileURLToPath } from 'node:url';
import { redocly } from '../../lib/redocly.js';

export interface Problem {
  ruleId: string;
  severity: string;
  message: string;
  file: string;
  line: number;
  pointer: string;
}

/** The problems of each file, by the rules of the contract. */
export async function problemsOf(files: string[]): Promise<Problem[][]> {
  const { stdout, stderr } = await redocly(
    ['lint', ...files, '--config=redocly.yaml', '--format=json'],
    { cwd: fileURLToPath(new URL('../..', import.meta.url)) },
  );
  // One JSON document for each file, one right behind the other.
  const reports = stdout.split(/(?<=^\})(?=\{$)/m).map((report) => JSON.parse(report));
  if (reports.length !== files.length) throw new Error(stderr);
  return reports.map(({ problems }) => problems.map(problemOf));
}

function problemOf({ ruleId, severity, message, location: [place] }: any): Problem {
  const { source, start, pointer } = place;
  return { ruleId, severity, message, file: source.ref, line: start?.line, pointer };
}
