import type { Credential } from './authenticate.js';
import type { ApiRequest } from './http.js';
import { problem } from './problem.js';

/** A remembered response lives this long ("Expiry" in spec/openapi.yaml). */
export const keyLifetimeMs = 24 * 60 * 60 * 1000;

/** Throws the 400 of a malformed idempotency key ("Key" in spec/openapi.yaml). */
export function checkIdempotencyKey(key: string | undefined): void {
  if (key === undefined || /^[\x21-\x7e]{1,256}$/.test(key)) return;
  throw problem('VALIDATION_ERROR', {
    details: [
      {
        message: 'Must be 1 to 256 visible ASCII characters.',
        code: 'FIELD_INVALID',
        property: 'X-Idempotency-Key',
        suggestion: '7d3f2b1c-5a0e-4c57-9f0b-2f6f4c1d8e9a',
      },
    ],
    hint: 'Send a valid key, or leave the header out.',
  });
}

/**
 * What makes two requests identical ("Identical requests" in spec/openapi.yaml).
 *
 * The parts themselves are kept instead of a hash: comparing them is exact and costs nothing. The API
 * key is represented by its id, so that it is stored nowhere. None of the parts before the body can
 * hold a line break. A body that is not UTF-8 is told apart byte by byte.
 */
export function fingerprintOf(request: ApiRequest, { keyId }: Credential, text?: string): string {
  const body = text ?? `\0${(request.body ?? []).join()}`;
  const contentType = request.header('content-type') ?? '';
  // Joining makes one string at once; a template stays a tree of its parts until it is compared.
  return [request.method, request.url, contentType, keyId, body].join('\n');
}

/** Whether the response is kept for a replay ("Remembered results" in spec/openapi.yaml). */
export function isRemembered(status: number): boolean {
  return status < 400 || status === 403 || status === 404 || status === 409;
}
