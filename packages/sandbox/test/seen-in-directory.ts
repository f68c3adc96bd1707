// What a caller can see of a directory.
import { openDirectory } from '../src/node/data/directory.js';
import { createSandbox } from '../src/sandbox.js';
import { type Answered, callsOf } from './support.js';

export const key = (number: number) => ({ 'X-Idempotency-Key': `key-${number}` });
export const resultOf = ({ status, headers, text }: Answered) => [
  status,
  headers['x-request-id'],
  text,
];

/** Opens a directory, and closes it when `work` is done. */
export async function using<Result>(
  location: string,
  work: (calls: ReturnType<typeof callsOf>) => Promise<Result>,
): Promise<Result> {
  const backing = await openDirectory(location, { clock: 'frozen' });
  try {
    const { fetch } = createSandbox({ ...backing.options, onError: () => {} });
    await backing.begin();
    return await work(callsOf(fetch));
  } finally {
    await backing.close();
  }
}

/** What a caller can see of a directory, or why it is not opened. */
export async function seen(location: string): Promise<string> {
  return using(location, async ({ cancel, world, effects }) => {
    const replays = [];
    for (let number = 0; number < 30; number++) {
      replays.push(resultOf(await cancel(`sub-${number}`, {}, key(number))));
    }
    return JSON.stringify([await world(), await effects(), replays]);
  }).catch(({ message }: Error) => message);
}
