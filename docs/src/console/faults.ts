import type { Fault } from '@connect-api/sandbox';

/** A failure that the next request to a sandbox meets, as a reader chooses it. */
export interface Choice {
  label: string;
  /** What is asked of the sandbox; none for a request that goes well. */
  faults: Fault[];
}

export const choices: readonly Choice[] = [
  { label: 'goes well', faults: [] },
  { label: 'loses its answer, after the effect', faults: [{ type: 'answerLost', times: 1 }] },
  {
    label: 'loses its connection, before the effect',
    faults: [{ type: 'connectionReset', times: 1 }],
  },
  { label: 'gets a 503, without an effect', faults: [{ type: 'status', status: 503, times: 1 }] },
  { label: 'gets a 429', faults: [{ type: 'rateLimit', retryAfter: 2, times: 1 }] },
  {
    label: 'takes 5 seconds: sent again meanwhile, its idempotency key is locked',
    faults: [{ type: 'delay', delayMs: 5_000, times: 1 }],
  },
];

/** Which choice a sandbox waits to play; `undefined` where it was asked for something else. */
export function chosenIn(faults: readonly Fault[]): number | undefined {
  const found = choices.findIndex(
    (choice) =>
      choice.faults.length === faults.length &&
      choice.faults.every(({ type }, index) => type === faults[index]?.type),
  );
  return found < 0 ? undefined : found;
}
