// Texts by format: valid ones, and ones that the format refuses (JSON Schema 2020-12, validation, 7.3).
import fc from 'fast-check';

interface Format {
  /** The one that stands for all. */
  least: string;
  /** Made when asked for: fast-check takes most of a second to make its URLs. */
  valid: () => fc.Arbitrary<string>;
  wrong: string[];
}

/** Far from every server's today: whether a date has passed is no matter of the document. */
const laterDate = fc
  .date({ min: new Date('2124-01-01'), max: new Date('9899-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const wrongDates = [
  ...['2124-02-30', '2125-02-29', '2124-13-01', '2124-1-5', '02124-01-01', '2124-01-01 '],
  ...['2124-01-01T24:00:00Z', 'tomorrow', 'now', ''],
];

const formats: Record<string, Format> = {
  date: {
    least: '2124-02-29',
    valid: () => laterDate,
    wrong: [...wrongDates, '2124-02-29T09:00:00Z'],
  },
  'date-time': {
    least: '2124-02-29T09:00:00Z',
    valid: () => laterDate.map((date) => `${date}T00:00:00Z`),
    wrong: [...wrongDates, '2124-02-29', '2124-02-29T09:00:00'],
  },
  time: {
    least: '09:00:00Z',
    valid: () => fc.constantFrom('00:00:00Z', '23:59:59+01:00'),
    wrong: ['25:00:00Z', 'noon', ''],
  },
  duration: {
    least: 'P1D',
    valid: () => fc.constantFrom('P1D', 'PT5M', 'P1Y2M'),
    wrong: ['1 day', 'P', ''],
  },
  uuid: {
    least: '7d3f2b1c-5a0e-4c57-9f0b-2f6f4c1d8e9a',
    valid: () => fc.uuid(),
    wrong: ['not-a-uuid', '00000000-0000-0000-0000-00000000000', ''],
  },
  uri: {
    least: 'https://example.com/a',
    valid: () => fc.webUrl(),
    wrong: ['not a uri', '//example.com', ''],
  },
  'uri-reference': {
    least: '/a',
    valid: () => fc.webUrl(),
    wrong: ['\\\\server', 'http://example.com/a b'],
  },
  email: {
    least: 'a@example.com',
    valid: () => fc.nat().map((number) => `user${number}@example.com`),
    wrong: ['no-at-sign', '@example.com', ''],
  },
  hostname: { least: 'example.com', valid: () => fc.domain(), wrong: ['-a.example', 'a b'] },
  ipv4: { least: '192.0.2.1', valid: () => fc.ipV4(), wrong: ['256.1.1.1', '1.1.1', ''] },
  ipv6: { least: '2001:db8::1', valid: () => fc.ipV6(), wrong: ['12345::', ':', ''] },
  byte: { least: 'eA==', valid: () => fc.base64String(), wrong: ['x'] },
  'json-pointer': { least: '/a', valid: () => fc.constantFrom('/a', '/a/0'), wrong: ['a'] },
  'relative-json-pointer': { least: '0', valid: () => fc.constantFrom('0', '1/a'), wrong: ['a'] },
  'uri-template': { least: '/{a}', valid: () => fc.constantFrom('/{a}', '/a{?b}'), wrong: [] },
};

export function formatOf(name: string | undefined): Format | undefined {
  return name !== undefined && Object.hasOwn(formats, name) ? formats[name] : undefined;
}

/** A text of none of the formats. */
const noForm = 'not {of this form';

/** None for a format that nothing checks in a text: it is then no more than a note. */
export function refusedByFormat(name: string): (string | number)[] {
  if (name === 'int32') return [2 ** 31];
  const known = formatOf(name);
  return known ? [...known.wrong, noForm] : [];
}

/** A text of a format that has this length, where a format may be of any: else only the format refuses it. */
export function lengthened(name: string, length: number): string | undefined {
  const [start = '', end = ''] = endless[name] ?? [];
  const rest = length - start.length - end.length;
  return start && rest >= 0 ? `${start}${'a'.repeat(rest)}${end}` : undefined;
}

/** What stands before and after what may be repeated. */
const endless: Record<string, [before: string, after: string]> = {
  uri: ['https://example.com/a', ''],
  'uri-reference': ['/a', ''],
  'uri-template': ['/a', ''],
  'json-pointer': ['/a', ''],
  email: ['a', '@example.com'],
};
