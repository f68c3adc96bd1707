// Texts for a schema: valid ones by format, and ones that its format refuses.
import fc from 'fast-check';

/** Far from every server's today: whether a date has passed is no matter of the document. */
const laterDate = fc
  .date({ min: new Date('2124-01-01'), max: new Date('9899-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const noDates = [
  '2125-02-29',
  '2124-13-01',
  '2124-1-5',
  '2124-01-01T24:00:00Z',
  '2124-01-01 ',
  '02124-01-01',
  'tomorrow',
  '',
];

/**
 * By format: values, and some that are none (JSON Schema 2020-12, validation, 7.3). Made when asked for: fast-check
 * takes most of a second to make its URLs.
 */
const formats: Record<string, { valid: () => fc.Arbitrary<string>; broken: string[] }> = {
  date: { valid: () => laterDate, broken: noDates },
  'date-time': { valid: () => laterDate.map((date) => `${date}T00:00:00Z`), broken: noDates },
  time: {
    valid: () => fc.constantFrom('00:00:00Z', '23:59:59+01:00'),
    broken: ['25:00:00Z', 'noon', ''],
  },
  duration: { valid: () => fc.constantFrom('P1D', 'PT5M', 'P1Y2M'), broken: ['1 day', 'P', ''] },
  uuid: {
    valid: () => fc.uuid(),
    broken: ['not-a-uuid', '00000000-0000-0000-0000-00000000000', ''],
  },
  uri: { valid: () => fc.webUrl(), broken: ['not a uri', '//example.com', ''] },
  'uri-reference': {
    valid: () => fc.webUrl(),
    broken: ['\\\\server', 'http://example.com/a b'],
  },
  email: {
    valid: () => fc.nat().map((number) => `user${number}@example.com`),
    broken: ['no-at-sign', '@example.com', ''],
  },
  hostname: { valid: () => fc.domain(), broken: ['-a.example', 'a b'] },
  ipv4: { valid: () => fc.ipV4(), broken: ['256.1.1.1', '1.1.1', ''] },
  ipv6: { valid: () => fc.ipV6(), broken: ['12345::', ':', ''] },
};

export function valuesOfFormat(format: string): fc.Arbitrary<string> | undefined {
  return formats[format]?.valid();
}

/** Empty for a format of which nothing is known: it is then no more than a note. */
export function refusedByFormat(format: string): string[] {
  return formats[format]?.broken ?? [];
}
