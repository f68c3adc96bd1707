import type { Fetch } from '../src/index.js';

/** A `fetch` that sees each request as a `Request`. */
export const requested =
  (answer: (request: Request) => Promise<Response>): Fetch =>
  (url, init) =>
    answer(new Request(url, init));
