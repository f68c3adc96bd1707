// A text of the contract is a promise too. Whoever changes one looks at the cases that show it.
import { document } from '@connect-api/spec';
import { describe, expect, test } from 'vitest';
import { allCases } from '../texts/cases.ts';
import { differences, faults, newPins, readPins } from '../texts/pins.ts';

const pins = readPins();
const cases = await allCases();

test('every text of the contract is the one whose cases were looked at', () => {
  const changed = differences(pins, document, cases);
  expect(changed, `look at these cases, then: npm run pin\n\n${changed.join('\n\n')}`).toEqual([]);
});

test('every named paragraph and error code has a case or a test that shows it', () => {
  expect(faults(pins, document, cases)).toEqual([]);
});

describe('a text that was changed', () => {
  const changed = structuredClone(document);
  changed.info.description = changed.info.description.replace('24 hours', '12 hours');

  test('is shown before and after, with the cases that show it', () => {
    const [difference = '', ...more] = differences(pins, changed, cases);
    expect(more).toEqual([]);
    expect(difference).toMatch(/^Idempotency › Expiry\n {2}- .*24 hours.*\n {2}\+ .*12 hours/);
    expect(difference).toContain('/expiry-exactly: The server has forgotten');
  });

  test('is pinned anew, and keeps the tests that were named by hand', () => {
    const name = 'Time › Dates';
    const { [name]: pin } = newPins(pins, changed);
    expect(pin).toEqual(pins[name]);
    expect(differences(newPins(pins, changed), changed, cases)).toEqual([]);
  });
});

describe.each([
  ['wherever it stands', 'Metadata', (all: any) => all.components.schemas.Metadata],
  [
    'in a header',
    'components › headers › RetryAfter',
    (all: any) => all.components.headers.RetryAfter,
  ],
  [
    'of a response',
    'components › responses › RateLimited',
    (all: any) => all.components.responses.RateLimited,
  ],
])('a description %s', (_, name, holderIn) => {
  test('is pinned', () => {
    const changed = structuredClone(document);
    holderIn(changed).description += ' Perhaps.';
    const [difference] = differences(pins, changed, cases);
    expect(difference?.split('\n')[0]).toBe(name);
  });
});

test('a schema that is new waits for the next pin', () => {
  const changed = structuredClone(document);
  changed.components.schemas['Boat'] = { type: 'object', description: 'It floats.' };
  expect(differences(pins, changed, cases)).toEqual([]);
  expect(newPins(pins, changed)['Boat']).toEqual({ text: 'It floats.' });
});

test('a paragraph that nothing shows is an error, and so is a test that is not there', () => {
  const changed = structuredClone(document);
  changed.info.description += '\n\n## Moods\n\n**Weather.** It rains.';
  const [first = ''] = Object.keys(pins);
  const lost = { ...pins, [first]: { text: '', tests: ['tests/test/none.test.ts › nothing'] } };
  expect(faults(pins, changed, cases)).toEqual([
    expect.stringMatching(/^Moods › Weather: no case/),
  ]);
  expect(faults(lost, document, cases)).toEqual([expect.stringContaining('there is no test')]);
});
