import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import * as addresses from '../../src/site/navigation/addresses.ts';
import { mark } from '../../src/site/navigation/short-sidebar.ts';
import { heaviest, pageAt } from '../site.ts';
import { operationsOfNewShapes } from './shapes.ts';
import { type BrowserResponse, visit } from './visit.ts';

// What all the others weigh, pages.test.ts adds up from their files.
describe.each(operationsOfNewShapes)('the page of $operationId', { timeout: 60_000 }, (each) => {
  it('moves at most 40 KB before the reader does anything', async () => {
    const responses: BrowserResponse[] = [];
    const page = await visit(addresses.operation(each.operationId), {
      onResponse: (response) => responses.push(response),
    });
    await page.waitForLoadState('networkidle');
    const bodies = await Promise.all(responses.map((response) => response.body()));
    const sizes = bodies.map((body) => gzipSync(body).length);
    const isRest = (response: BrowserResponse) => response.url().endsWith('/sidebar.json');
    // The page, its script, and what it looks like on paper: each more delays the first text.
    expect(responses.filter((response) => !isRest(response))).toHaveLength(3);
    // What a long list has besides comes after it.
    expect(responses.some(isRest)).toBe(hasLongList(addresses.operation(each.operationId)));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(heaviest);
  });
});

/** Whether a group that is open is not all there. */
function hasLongList(address: string): boolean {
  const { $ } = pageAt(address);
  const firsts = $(`.sidebar-pane [${mark}]`).toArray();
  return firsts.some((first) => $(first).closest('details').is('[open]'));
}
