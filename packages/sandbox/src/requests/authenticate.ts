import { problem } from '../problems/problem.js';
import type { World } from '../world/world.js';

/** Who sends a request. */
export interface Credential {
  tenantId: string;
  /** Tells the tenant's API keys apart without being one. */
  keyId: string;
}

/** What a 401 tells to send: RFC 9110, section 11.6.1. */
const challenge = { 'WWW-Authenticate': 'ApiKey realm="Connect API"' };

/** Who sends a request without an API key, where an operation needs none. */
export const nobody: Credential = { tenantId: '', keyId: '' };

/** Knows the API keys of a world. The function that it returns throws the 401. */
export function createAuthenticator(
  tenants: World['tenants'],
): (apiKey: string | undefined, isOptional: boolean) => Credential {
  const credentials = new Map<string | undefined, Credential>();
  for (const { tenantId, apiKeys } of tenants) {
    for (const [index, apiKey] of apiKeys.entries()) {
      credentials.set(apiKey, { tenantId, keyId: `${tenantId}/${index}` });
    }
  }
  return (apiKey, isOptional) => {
    if (apiKey === undefined && isOptional) return nobody;
    const credential = credentials.get(apiKey);
    if (!credential) throw problem('UNAUTHORIZED', { headers: challenge });
    return credential;
  };
}
