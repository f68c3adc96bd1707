// Microseconds per request, beside a check by hand. Run: pnpm --filter @connect-api/validators bench
import { validators } from '@connect-api/validators';
import { isCancelSubscription } from './hand-written.ts';

const rounds = 31;
const calls = 20_000;
const headers = {
  host: 'localhost',
  accept: '*/*',
  'content-type': 'application/json',
  'x-idempotency-key': '7d3f2b1c-5a0e-4c57-9f0b-2f6f4c1d8e9a',
};
const good = {
  path: { subscriptionId: 'sub-1001' },
  headers,
  body: {
    schedule: { type: 'CancelAtDate', date: '2024-03-31' },
    reason: 'OTHER',
    comment: 'Moving abroad',
  },
};
const bad = { ...good, body: { ...good.body, comment: undefined, shedule: 1 } };

const subjects: Record<string, () => boolean> = {
  'validators, valid': () => validators.cancelSubscription.request(good).valid,
  'by hand, valid': () => isCancelSubscription(good),
  'validators, invalid, with details': () => validators.cancelSubscription.request(bad).valid,
  'by hand, invalid, yes or no': () => isCancelSubscription(bad),
};

for (const [name, run] of Object.entries(subjects)) {
  if (run() === name.includes('invalid')) throw new Error(`${name} gives the wrong answer`);
}

const times: Record<string, number[]> = Object.fromEntries(
  Object.keys(subjects).map((name) => [name, []]),
);
for (let round = 0; round <= rounds; round += 1) {
  for (const [name, run] of Object.entries(subjects)) {
    const start = performance.now();
    for (let call = 0; call < calls; call += 1) run();
    // The first round is for warming up.
    if (round > 0) times[name]?.push(((performance.now() - start) * 1000) / calls);
  }
}

const result = Object.fromEntries(
  Object.entries(times).map(([name, all]) => [name, { microseconds: median(all) }]),
);
console.table(result);
console.log(JSON.stringify({ bench: 'validators', node: process.version, rounds, calls, result }));

function median(values: number[]) {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
  return Number(middle.toFixed(3));
}
