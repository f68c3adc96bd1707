import type { Hooks } from './hooks.js';
import type { KnownSubjects, Role, Subject } from './roles.js';

/** The request of a subjects file that succeeds once. */
export type KnownRequest = KnownSubjects['requests'][string][number];

/** Hands out subjects. What a case has changed is not handed out again, unless it can be reset. */
export interface Pool {
  /** As many different subjects of a role as asked for, or `undefined` where there are not enough. */
  draw(role: Role, count: number): Promise<Subject[] | undefined>;
  /** A request of an operation that succeeds. */
  drawRequest(operationId: string): KnownRequest | undefined;
  /** Takes out what a case has changed. */
  use(used: readonly object[]): void;
}

export function createPool({ subjects, requests }: KnownSubjects, hooks: Hooks): Pool {
  const gone = new Set<object>();
  const created = new Map<Role, Subject[]>();
  const left = <Each extends object>(all: readonly Each[] = []) =>
    all.filter((each) => !gone.has(each));
  return {
    async draw(role, count) {
      const known = left<Subject>([...(subjects[role] ?? []), ...(created.get(role) ?? [])]);
      while (known.length < count) {
        const subject = await hooks.create?.(role);
        if (subject === undefined) return undefined;
        created.set(role, [...(created.get(role) ?? []), subject]);
        known.push(subject);
      }
      return known.slice(0, count);
    },
    drawRequest: (operationId) => left(requests[operationId])[0],
    use(used) {
      if (hooks.reset) return;
      for (const each of used) gone.add(each);
    },
  };
}
