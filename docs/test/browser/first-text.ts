import { expect, it } from 'vitest';
import * as addresses from '../../src/site/navigation/addresses.ts';
import { operationsOfNewShapes } from './shapes.ts';
import { visit } from './visit.ts';

// As many as a page without any styles has. Chromium on Linux asks another process for each.
const most = 7;

it.each(operationsOfNewShapes)(
  'the first text of $operationId waits for at most seven fonts',
  async ({ operationId }) => {
    const page = await visit(addresses.operation(operationId));
    const fonts = await page.evaluate(() => {
      const all = new Set<string>();
      const end = document.getElementById('console-title') as HTMLElement;
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (texts.nextNode() && !end.contains(texts.currentNode)) {
        const { parentElement: element, textContent } = texts.currentNode;
        if (!textContent?.trim() || !element?.checkVisibility()) continue;
        // Whoever writes the contract chooses what is emphasized, and whether there are tables.
        if (element.closest('em, strong, th')) continue;
        const { fontFamily, fontSize, fontWeight, fontStyle } = getComputedStyle(element);
        all.add([fontFamily, fontSize, fontWeight, fontStyle].join(' '));
      }
      return [...all];
    });
    expect(fonts.length).toBeGreaterThan(1);
    expect(fonts.length, fonts.join('\n')).toBeLessThanOrEqual(most);
  },
);
