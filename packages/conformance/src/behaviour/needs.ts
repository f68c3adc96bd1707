import type { Operation } from '../bundled-contract.js';
import type { Hooks } from '../subjects/hooks.js';
import type { Pool } from '../subjects/pool.js';
import type { Role, Subject } from '../subjects/roles.js';
import type { Trace } from '../trace.js';
import type { Case, Send, Step, Template } from './case.js';
import { operationCases } from './index.js';
import { NotChecked } from './not-checked.js';

/** What a case works with. */
export interface Needs {
  /** By the names that the case gives them. */
  subjects: Record<string, Subject>;
  /** A request that succeeds, where the case asks for one. */
  success: Template | undefined;
  /** What a success of the case changes. */
  changes: object[];
}

/**
 * Gets what a case needs, in its first state.
 *
 * @throws {NotChecked} where there is not enough
 */
export async function meetNeeds(
  { subjects: wanted = {}, steps }: Case,
  { operationId }: Operation,
  pool: Pool,
  hooks: Hooks,
  trace: Trace[],
): Promise<Needs> {
  demandHooks(steps, hooks);
  const needsRequest = steps.some(sendsSuccess);
  const own = needsRequest ? operationCases[operationId]?.success : undefined;
  const all = { ...wanted, ...own?.subjects };
  if (hooks.reset && (Object.keys(all).length > 0 || needsRequest)) {
    trace.push({ note: 'hook reset(): the subjects are in their first state' });
    await hooks.reset();
  }
  const subjects = await drawSubjects(all, pool);
  const changes: object[] = Object.values(subjects);
  if (own || !needsRequest) return { subjects, success: own, changes };
  const request = pool.drawRequest(operationId);
  if (!request) throw new NotChecked(`no request of ${operationId} that succeeds is left`);
  return { subjects, success: request, changes: [...changes, request] };
}

/** Whether a case works with something that the server has. */
export function asksForSuccess({ subjects = {}, steps }: Case): boolean {
  return Object.keys(subjects).length > 0 || steps.some(sendsSuccess);
}

function sendsSuccess(step: Step): boolean {
  return sendOf(step)?.request === 'success';
}

/** What a step sends, if it does. */
export function sendOf(step: Step): Send | undefined {
  if ('send' in step) return step.send;
  if ('together' in step) return step.together;
  return 'start' in step ? step.start : undefined;
}

function demandHooks(steps: Step[], hooks: Hooks): void {
  const demanded = steps.flatMap((step): (keyof Hooks)[] => {
    if ('still' in step) return ['now'];
    if ('clock' in step) return ['now', 'setClock'];
    if ('slow' in step) return ['delayNext'];
    return 'fail' in step ? ['failNext'] : [];
  });
  const lacking = [...new Set(demanded)].filter((name) => !hooks[name]);
  if (lacking.length > 0) throw new NotChecked(`no hook ${lacking.join(' and ')}`);
}

async function drawSubjects(
  wanted: Record<string, Role>,
  pool: Pool,
): Promise<Record<string, Subject>> {
  const drawn: Record<string, Subject> = {};
  for (const role of new Set(Object.values(wanted))) {
    const names = Object.keys(wanted).filter((name) => wanted[name] === role);
    const subjects = await pool.draw(role, names.length);
    if (!subjects) throw new NotChecked(`no subject with the role ${role} is left`);
    for (const [index, name] of names.entries()) drawn[name] = subjects[index] as Subject;
  }
  return drawn;
}
