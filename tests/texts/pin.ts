// Shows which texts of the contract have changed, with the cases that show each, and pins them anew.
import { writeFileSync } from 'node:fs';
import { document } from '@connect-api/spec';
import { allCases } from './cases.ts';
import { differences, faults, file, newPins, printPins, readPins } from './pins.ts';

const pins = readPins();
const cases = await allCases();
const changed = differences(pins, document, cases);

const before = Object.keys(pins).length;
const next = newPins(pins, document);
writeFileSync(file, printPins(next));
for (const text of changed) console.log(`${text}\n`);
console.log(
  changed.length === 0
    ? `Every text is pinned as it is, ${Object.keys(next).length - before} more than before.`
    : `Pinned anew in spec/texts.yaml: ${changed.length}. Do the cases still show what they say?`,
);
const missing = faults(readPins(), document, cases);
for (const fault of missing) console.error(fault);
if (missing.length > 0) process.exitCode = 1;
