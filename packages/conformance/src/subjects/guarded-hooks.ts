import { NotChecked } from '../behaviour/not-checked.js';
import { LimitReached } from '../http.js';
import { type Hooks, hookNames } from './hooks.js';
import { readSubject } from './read.js';
import type { Role } from './roles.js';

/** Thrown where a hook fails: what it was for cannot be judged, and the run is not complete. */
export class HookFailed extends NotChecked {
  override name = 'HookFailed';
}

type Hook = (...args: never[]) => unknown;

/**
 * The same hooks, each with a time limit, and with results that are what they should be. What goes wrong
 * in one is a `HookFailed` that names it.
 */
export function guardHooks(hooks: Hooks, milliseconds: number): Hooks {
  const guarded: Record<string, Hook> = {};
  for (const name of hookNames) {
    const hook = hooks[name]?.bind(hooks) as Hook | undefined;
    if (!hook) continue;
    guarded[name] = async (...args) => {
      try {
        return readResult(name, args[0], await within(milliseconds, async () => hook(...args)));
      } catch (error) {
        if (error instanceof LimitReached) throw error;
        const reason = error instanceof Error ? error.message : String(error);
        throw new HookFailed(`the hook ${name} failed: ${reason}`, { cause: error });
      }
    };
  }
  return guarded;
}

function readResult(name: keyof Hooks, argument: unknown, result: unknown): unknown {
  if (name === 'create' && result !== undefined) return readSubject(argument as Role, result);
  if (name === 'now' && !(typeof result === 'string' && Number.isFinite(Date.parse(result))))
    throw new Error(`it gave ${JSON.stringify(result)}, which is no RFC 3339 date-time`);
  return result;
}

async function within<Result>(milliseconds: number, work: () => Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new Error(`it was not done within ${milliseconds} ms`);
    timer = setTimeout(() => reject(error), milliseconds);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
