import { afterEach } from 'vitest';

/** What is closed after each test, the last one first. */
export function closedAfterEach(): (() => unknown)[] {
  const closers: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close();
  });
  return closers;
}
