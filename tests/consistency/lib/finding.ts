import type { Fact } from './facts.ts';

/** One thing that an artifact says otherwise than the contract. */
export interface Finding {
  fact: Fact;
  /** what the artifact says instead */
  found: string;
  /** in the artifact */
  where: string;
}

export const keyOf = ({ kind, id }: Fact) => `${kind} ${id}`;

/** @param value on one line, cut where it is long */
export function brief(value: unknown) {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 117)}…` : text;
}

/** @param other compared as JSON, whatever the order of members */
export function same(one: unknown, other: unknown) {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown) {
  return JSON.stringify(value, (_, each) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}
