import { describe, expect, it } from 'vitest';
import * as addresses from '../../src/site/navigation/addresses.ts';
import { operationsOfNewShapes } from './shapes.ts';
import { visit } from './visit.ts';

// The largest page, and one of each kind of content.
describe.each(operationsOfNewShapes)('on paper, $operationId', (each) => {
  it('takes at most six pages, and nothing on them is still to come', async () => {
    const page = await visit(addresses.operation(each.operationId));
    for (const format of ['A4', 'Letter']) {
      const paper = (await page.pdf({ format })).toString('latin1');
      const sheets = [...paper.matchAll(/\/Type \/Page\b(?!s)/g)].length;
      expect(sheets, format).toBeGreaterThan(1);
      // An answer shows what sets it apart, from the answers of other operations too.
      expect(sheets, format).toBeLessThanOrEqual(6);
    }
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('body').innerText()).not.toContain('Loading');
    await page.emulateMedia({ media: null });
  });
});
