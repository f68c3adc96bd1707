import { describe, expect, it } from 'vitest';
import { operations } from '../../src/site/contract/document.ts';
import * as addresses from '../../src/site/navigation/addresses.ts';
import { visit } from './visit.ts';

describe.each(operations)('on paper, $operationId', { timeout: 60_000 }, ({ operationId }) => {
  it('takes at most seven pages, and nothing on them is still to come', async () => {
    const page = await visit(addresses.operation(operationId));
    const paper = (await page.pdf({ format: 'A4' })).toString('latin1');
    const sheets = [...paper.matchAll(/\/Type \/Page\b(?!s)/g)].length;
    expect(sheets).toBeGreaterThan(1);
    // An answer shows what sets it apart, from the answers of other operations too.
    expect(sheets).toBeLessThanOrEqual(7);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('body').innerText()).not.toContain('Loading');
    await page.emulateMedia({ media: null });
  });
});
