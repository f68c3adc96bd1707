// Which pages show something that no other page shows. A rule of looks or of markup that holds for a
// piece of the site holds for its like, so a page made only of what others show need not be judged
// again, however many operations the contract has.
import { operations } from '../../src/site/contract/document.ts';
import * as addresses from '../../src/site/navigation/addresses.ts';
import { type Page, pageAt } from '../site.ts';

type Element = ReturnType<typeof elementsOf>[number];
const elementsOf = ({ $ }: Page) => $('[class], :not([class])').toArray();

/** How many ancestors belong to the shape of an element: what it stands in changes how it is shown. */
const depth = 4;

/** Attributes that change what an element is, not only what it says. */
const telling = /^(aria-.*|for|hidden|lang|open|scope|tabindex|type)$/;

/** The largest page, then of the others by size each that has an element of a new shape. */
export function pagesOfNewShapes(pages: Page[]): Page[] {
  const seen = new Set<string>();
  const bySize = [...pages].sort((one, other) => other.html.length - one.html.length);
  return bySize.filter((page) => {
    const known = seen.size;
    for (const element of elementsOf(page)) seen.add(shapeOf(element));
    return seen.size > known;
  });
}

function shapeOf(element: Element): string {
  const shape: string[] = [];
  let node: Element | null = element;
  while (node && shape.length < depth) {
    shape.push(ownShape(node.name, node.attribs));
    node = node.parent?.type === 'tag' ? node.parent : null;
  }
  return shape.join(' < ');
}

function ownShape(name: string, attributes: Record<string, string>): string {
  const classes = (attributes['class'] ?? '').split(/\s+/).filter(Boolean).sort();
  const told = Object.keys(attributes).filter((attribute) => telling.test(attribute));
  return [name, attributes['role'] ?? '', ...classes, ...told.sort()].join('.');
}

const judged = pagesOfNewShapes(
  operations.map(({ operationId }) => pageAt(addresses.operation(operationId))),
).map(({ path }) => path);

/** The one with the largest page, and each whose page shows something that no larger one shows. */
export const operationsOfNewShapes = operations.filter(({ operationId }) =>
  judged.includes(addresses.operation(operationId)),
);
