import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import * as addresses from '../../src/site/navigation/addresses.ts';
import { mark } from '../../src/site/navigation/short-sidebar.ts';
import { heaviest, pageAt } from '../site.ts';
import { operationsOfNewShapes } from './shapes.ts';
import { type BrowserResponse, settled, visit } from './visit.ts';

// What all the others weigh, pages.test.ts adds up from their files.
describe.each(operationsOfNewShapes)('the page of $operationId', (each) => {
  it('moves at most 40 KB before the reader does anything', async () => {
    const responses: BrowserResponse[] = [];
    const address = addresses.operation(each.operationId);
    const isRest = (response: BrowserResponse) => response.url().endsWith('/sidebar.json');
    const page = await visit(address, { onResponse: (response) => responses.push(response) });
    // What a long list has besides comes after the page.
    await expect.poll(() => responses.some(isRest)).toBe(hasLongList(address));
    await settled(page);
    const bodies = await Promise.all(responses.map((response) => response.body()));
    const sizes = bodies.map((body) => gzipSync(body).length);
    // The page, its script, and what it looks like on paper: each more delays the first text.
    expect(responses.filter((response) => !isRest(response))).toHaveLength(3);
    expect(responses.some(isRest)).toBe(hasLongList(address));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(heaviest);
  });
});

/** Whether a group that is open is not all there. */
function hasLongList(address: string): boolean {
  const { $ } = pageAt(address);
  const firsts = $(`.sidebar-pane [${mark}]`).toArray();
  return firsts.some((first) => $(first).closest('details').is('[open]'));
}
