// The texts of the contract as they were when someone last looked at the cases that show them.
import { existsSync, readFileSync } from 'node:fs';
import type { OpenApiDocument } from '@connect-api/spec';
import YAML from 'yaml';
import { isPromise, ownerOf, textsOf } from './texts.ts';

/** A pinned text. `tests` are named by hand where no conformance case shows it: `file › test`. */
export interface Pin {
  text: string;
  tests?: string[];
}

/** A conformance case and the text that it cites. */
export interface Shown {
  id: string;
  title: string;
  cites: string;
}

export type Pins = Record<string, Pin>;

export const file = new URL('../../spec/texts.yaml', import.meta.url);
const repository = new URL('../../', import.meta.url);

export function readPins(): Pins {
  return existsSync(file) ? (YAML.parse(readFileSync(file, 'utf8')) ?? {}) : {};
}

/**
 * What differs between the pins and the contract, each with the cases to look at. An operation or a
 * schema that has no pin yet is new: `npm run pin` takes it in.
 */
export function differences(pins: Pins, document: OpenApiDocument, cases: Shown[]): string[] {
  const texts = textsOf(document);
  const names = new Set([...Object.keys(pins), ...texts.keys()]);
  return [...names].flatMap((name) => {
    const [before, after] = [pins[name]?.text, texts.get(name)];
    if (before === after || isNew(name, pins, document)) return [];
    return [
      [
        name,
        ...(before === undefined ? [] : [`  - ${before}`]),
        ...(after === undefined ? [] : [`  + ${after}`]),
        ...shownBy(name, pins, cases).map((line) => `  shown by ${line}`),
      ].join('\n'),
    ];
  });
}

/** Promises that nothing shows, and tests that are named but not there. */
export function faults(pins: Pins, document: OpenApiDocument, cases: Shown[]): string[] {
  return [...textsOf(document).keys()].flatMap((name) => [
    ...(isPromise(name, document) &&
    !isNew(name, pins, document) &&
    shownBy(name, pins, cases).length === 0
      ? [
          `${name}: no case shows it. Cite it from a conformance case, or name a test in spec/texts.yaml.`,
        ]
      : []),
    ...(pins[name]?.tests ?? [])
      .filter((test) => !isThere(test))
      .map((test) => `${name}: there is no test "${test}".`),
  ]);
}

/** The pins of this contract; the tests that were named by hand stay. */
export function newPins(pins: Pins, document: OpenApiDocument): Pins {
  return Object.fromEntries(
    [...textsOf(document)].map(([name, text]) => {
      const { tests } = pins[name] ?? {};
      return [name, { text, ...(tests && { tests }) }];
    }),
  );
}

export function printPins(pins: Pins): string {
  const head =
    '# The texts of the contract, as they were when someone last looked at the cases that show them.\n' +
    '# Made by `npm run pin`. By hand: `tests`, where no conformance case cites the text.\n';
  return head + YAML.stringify(pins, { lineWidth: 100, blockQuote: 'folded' });
}

function isNew(name: string, pins: Pins, document: OpenApiDocument): boolean {
  const owner = ownerOf(name, document);
  if (owner === undefined) return false;
  return !Object.keys(pins).some((one) => one === owner || one.startsWith(`${owner} › `));
}

function shownBy(name: string, pins: Pins, cases: Shown[]): string[] {
  // A case of every operation is told once.
  const byTitle = new Map(
    cases.filter(({ cites }) => cites === name).map((one) => [one.title, one]),
  );
  return [
    ...[...byTitle.values()].map(({ id, title }) => `${id}: ${title}`),
    ...(pins[name]?.tests ?? []),
  ];
}

/** Whether the file has a test of this title. */
function isThere(test: string): boolean {
  const [path = '', title = ''] = test.split(' › ');
  const url = new URL(path, repository);
  return title !== '' && existsSync(url) && readFileSync(url, 'utf8').includes(title);
}
