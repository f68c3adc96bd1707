import { createHandle, Problem, page, pathOf } from '@connect-api/http-edge';
import packageJson from '../package.json' with { type: 'json' };
import { createAnswer } from './answer.js';
import { type BundledContract, bundled } from './bundled-contract.js';
import { listExamples } from './examples.js';
import type { Choice, Prism } from './prism.js';

export interface HandleOptions {
  /** Default: the one that the process started with. */
  contract?: BundledContract;
  /** What Prism answers where a request does not say it. */
  choice: Choice;
  /** Runs before each response, but for those about the mock itself. */
  delay(): Promise<void>;
}

/** Answers every request: with Prism's response, with a problem, or about the mock itself. */
export function createMockHandle(
  prism: Prism,
  { contract: read = bundled, choice, delay }: HandleOptions,
) {
  const { contract, digest, errors } = read;
  const answer = createAnswer(prism, { defaults: choice, errors });
  const examples = listExamples(prism.operations);
  return createHandle({
    errors,
    health: {
      version: packageJson.version,
      contract: { version: contract.info.version, sha256: digest },
    },
    async respond(request, requestId) {
      if (pathOf(request.url) === '/__examples') return page(request, examples, requestId);
      try {
        return await answer(request, requestId);
      } finally {
        await delay();
      }
    },
    problemOf: (error) =>
      new Problem('INTERNAL_ERROR', { message: `The mock failed: ${(error as Error).message}` }),
  });
}
