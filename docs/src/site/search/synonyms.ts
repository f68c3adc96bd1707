// What readers say, and the word of the docs for it.
import { wordsOfQuestion } from './words.ts';

export const readersWords: Readonly<Record<string, string>> = {
  undo: 'withdraw',
  revoke: 'withdraw',
  revert: 'withdraw',
  rollback: 'withdraw',
  tariff: 'plan offering',
  bundle: 'offering',
  throttle: 'rate',
  throttled: 'rate',
  immediately: 'once',
  instantly: 'once',
  verify: 'check',
  malformed: 'invalid',
  incorrect: 'invalid',
  absent: 'missing',
  additional: 'unknown',
  maximum: 'large limit',
  max: 'large limit',
  size: 'large',
  big: 'large',
  phone: 'msisdn',
  delete: 'remove',
  simultaneous: 'parallel',
  timezone: 'zone',
  resend: 'again',
  redelivery: 'again',
  quit: 'cancel',
  deactivate: 'cancel',
  notification: 'event',
  callback: 'event',
  switch: 'change',
};

const synonyms = new Map(
  Object.entries(readersWords).map(([said, meant]) => [
    wordsOfQuestion(said)[0],
    wordsOfQuestion(meant),
  ]),
);

/** The docs' words for a reader's word, all without their endings. */
export const synonymsOf = (word: string): string[] => synonyms.get(word) ?? [];
