import { describe, expect, it } from 'vitest';
import { readSubject, readSubjects } from '../src/subjects/read.js';
import { UsageError } from '../src/usage-error.js';

describe('subjects', () => {
  it.each<[string, unknown, string]>([
    ['no object', [], 'subjects.json is a list, not an object.'],
    [
      'an unknown role',
      { subjects: { cancelable: [] } },
      'subjects.cancelable: there is no such field',
    ],
    [
      'a list that is none',
      { subjects: { cancellable: {} } },
      'subjects.cancellable: expected Array, not Object',
    ],
    [
      'a text instead of an object',
      { subjects: { cancelled: ['sub-1'] } },
      'subjects.cancelled.0: expected Object, not "sub-1"',
    ],
    [
      'a missing field',
      { subjects: { cancelled: [{}] } },
      'subjects.cancelled.0.subscriptionId: is missing',
    ],
    [
      'an empty id',
      { subjects: { cancelled: [{ subscriptionId: '' }] } },
      'subjects.cancelled.0.subscriptionId: must not be empty',
    ],
    [
      'an unknown field',
      { subjects: { cancelled: [{ subscriptionId: 'a', id: 'b' }] } },
      'subjects.cancelled.0.id: there is no such field',
    ],
    ['a text', 'sub-1', 'subjects.json is not valid:\n  root: expected Object, not "sub-1"'],
    ['no time zone', { timeZone: 'Mars/Olympus' }, 'timeZone: is not an IANA time zone'],
    ['an unknown operation', { requests: { pause: [] } }, 'the contract has no operation pause'],
  ])('are refused with their place: %s', (_, input, message) => {
    expect(() => readSubjects(input, 'subjects.json')).toThrow(UsageError);
    expect(() => readSubjects(input, 'subjects.json')).toThrow(message);
    expect(() => readSubjects(input, 'subjects.json')).toThrow(/^subjects\.json/);
  });

  it('that a hook makes are read in the same way', () => {
    expect(() => readSubject('cancelled', { id: 'a' })).toThrow(
      "The subject that create('cancelled') gave is not valid",
    );
  });

  it('have defaults', () => {
    expect(readSubjects({}, 'x')).toEqual({ timeZone: 'UTC', subjects: {}, requests: {} });
  });
});
