import {
  addDays,
  type BillingCycle,
  dateIn,
  endOfNextMonth,
  firstOfNextMonth,
  renewalOnOrAfter,
} from '../dates.js';
import type { Answer } from '../http.js';
import type { Json } from '../json.js';
import type { Subject } from '../subjects/roles.js';
import { NotChecked } from './not-checked.js';

/** What texts in braces are filled in from. */
export interface Known {
  timeZone: string;
  /** By the names that the case gives them. */
  subjects: Readonly<Record<string, Subject>>;
  /** The case's latest success. */
  latest: Answer | undefined;
  /** When the case began, by the server's clock, where that can be read. */
  begun: string | undefined;
}

/** The same value with every text in braces replaced, however deep it stands. */
export function fill<Value>(value: Value, known: Known): Value {
  if (typeof value === 'string') {
    const expression = /^\{(.+)\}$/.exec(value)?.[1];
    return (expression === undefined ? value : evaluate(expression, known)) as Value;
  }
  if (Array.isArray(value)) return value.map((each) => fill(each, known)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, each]) => [name, fill(each, known)]);
  return Object.fromEntries(entries) as Value;
}

function evaluate(expression: string, known: Known): unknown {
  const [subject, field] = expression.split('.') as [string, string | undefined];
  if (field !== undefined) return fieldOf(subject, field, known);
  const [name, date] = expression.split(' ') as [string, string | undefined];
  const today = () => dateIn(known.timeZone, instantOf(known, 'updatedAt'));
  switch (name) {
    case 'today':
      return today();
    case 'today+1':
      return addDays(today(), 1);
    case 'today-1':
      return addDays(today(), -1);
    case 'nextMonth':
      return firstOfNextMonth(today());
    case 'monthEnd':
      return endOfNextMonth(dayOf(known));
    case 'monthStart':
      return addDays(endOfNextMonth(dayOf(known)), 1);
    case 'yearEnd':
      return `${dayOf(known).slice(0, 4)}-12-31`;
    case 'renewal': {
      const activation = dateIn(known.timeZone, instantOf(known, 'activatedAt'));
      const cycle = fieldOf('it', 'billingCycle', known) as BillingCycle;
      return renewalOnOrAfter(date ?? addDays(today(), 1), activation, cycle);
    }
  }
  throw new Error(`A case has the unknown expression {${expression}}.`);
}

function fieldOf(name: string, field: string, { subjects }: Known): unknown {
  const value = subjects[name]?.[field];
  if (value === undefined) throw new NotChecked(`its subject has no ${field}`);
  return value;
}

/** The date on which a case began. */
function dayOf({ begun, timeZone }: Known): string {
  if (begun === undefined) throw new NotChecked('no hook now');
  return dateIn(timeZone, begun);
}

function instantOf({ latest }: Known, property: 'updatedAt' | 'activatedAt'): string {
  const instant = latest?.body?.[property];
  if (Number.isNaN(Date.parse(instant)))
    throw new NotChecked(`no answer told today's date by its ${property}`);
  return instant;
}

/** The value at a path such as `pendingStatus.scheduledAt`. */
export function valueAt(body: Json, path: string): unknown {
  return path.split('.').reduce((current, name) => current?.[name], body);
}
