import { readFile } from 'node:fs/promises';
import { digest, document } from '@connect-api/spec';
import { contractDigest } from '@connect-api/validators';
import { expect, it } from 'vitest';
import { generateContract } from '../generator/contract.ts';
import { generatePage } from '../generator/page.ts';
import * as generated from '../src/generated/contract.js';
import { rules } from '../src/generated/rules.js';

it('the generated contract is what the contract gives', async () => {
  const file = new URL('../src/generated/contract.ts', import.meta.url);
  const hasRules = (operationId: string) => Object.hasOwn(rules, operationId);
  expect(await readFile(file, 'utf8')).toBe(generateContract(document, digest, hasRules));
});

it('the generated page is what its files give', async () => {
  const file = new URL('../src/generated/page.ts', import.meta.url);
  expect(await readFile(file, 'utf8')).toBe(generatePage());
});

it('sandbox and validators are made from the same contract', () => {
  expect(generated.digest).toBe(contractDigest);
});

it('an operation without rules brings its examples', () => {
  const text = generateContract(document, digest, () => false);
  expect(text.match(/"otherwise"/g)).toHaveLength(generated.operations.length);
});

it('headers, and the lifetime of an idempotency key, are those of the contract', () => {
  const changed = JSON.stringify(document)
    .replaceAll('X-Idempotency-Key', 'Idempotency-Key')
    .replaceAll('X-Api-Key', 'Api-Key')
    .replaceAll('"lifetimeSeconds":86400', '"lifetimeSeconds":60');
  const text = generateContract(JSON.parse(changed), digest, () => true);
  expect(text).toMatch(
    /apiKeyHeader = "api-key"[\s\S]*"header": "idempotency-key",\s+"lifetimeSeconds": 60/,
  );
  expect(text).toContain('"idempotent": true');
});
