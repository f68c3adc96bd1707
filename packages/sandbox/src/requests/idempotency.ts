import { idempotencyKey } from '../generated/contract.js';
import type { Credential } from './authenticate.js';
import type { ApiRequest } from './http.js';

const { hash } = globalThis.process?.getBuiltinModule?.('node:crypto') ?? {};

/** A remembered response lives this long ("Expiry" in spec/openapi.yaml). */
export const keyLifetimeMs = idempotencyKey.lifetimeSeconds * 1000;

/** The longest request that may stand for itself, in characters. */
const shortRequest = 256;

/**
 * What makes two requests identical ("Identical requests" in spec/openapi.yaml): the SHA-256 of its
 * parts, 64 characters, so that a body is held no longer than its request takes. A page has none that
 * answers at once; there the parts themselves are kept.
 *
 * The API key is represented by its id, so that it is stored nowhere. None of the parts before the body
 * can hold a line break. A body that is not UTF-8 is told apart byte by byte.
 *
 * @param isTransient whether it is kept in this process alone, where a short request may be its own
 *   fingerprint: to compare that takes less than to make a digest. Nothing of it gets into a database.
 */
export function fingerprintOf(
  request: ApiRequest,
  { keyId }: Credential,
  text?: string,
  isTransient?: boolean,
): string {
  const body = text ?? `\0${(request.body ?? []).join()}`;
  const contentType = request.header('content-type') ?? '';
  // Joining makes one string at once; a template stays a tree of its parts until it is compared.
  const parts = [request.method, request.url, contentType, keyId, body].join('\n');
  const isItsOwn = isTransient && parts.length <= shortRequest;
  return isItsOwn || !hash ? parts : hash('sha256', parts);
}

/** Whether a refusal is kept for a replay ("Remembered results" in spec/openapi.yaml). */
export function isRemembered(status: number): boolean {
  return status === 403 || status === 404 || status === 409;
}
