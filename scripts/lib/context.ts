// What every command is given.
import type { Paint } from './paint.ts';
import type { Processes } from './processes.mjs';

export interface Context {
  /** The folder of the repository. */
  root: string;
  processes: Processes;
  env: NodeJS.ProcessEnv;
  say: (line: string) => void;
  paint: Paint;
  /** Ends what serves. */
  signal: AbortSignal;
  /** Set once to be stopped is the normal end. */
  serving?: boolean;
}
