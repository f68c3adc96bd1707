import { document, errorCodesOf, operationsOf, webhooksOf } from '@connect-api/spec';
import * as addresses from './addresses.ts';

/** The operations by their first tag, in the order of the contract's tags. */
export const operationsByTag = tagged();

// One tag is no grouping.
const operations: (Group | Link)[] =
  operationsByTag.length > 1
    ? operationsByTag.map(({ name, operations }) => ({
        label: name,
        collapsed: operationsByTag.length > 3,
        items: operations.map(linkOf),
      }))
    : operationsByTag.flatMap((group) => group.operations.map(linkOf));

const webhooks = webhooksOf(document).map(({ name, operation }) => ({
  label: operation.summary,
  link: addresses.webhook(name),
  badge: { text: 'EVENT', variant: 'default' as const },
}));

const errorCodes = errorCodesOf(document).map(({ code }) => ({
  label: code,
  link: addresses.error(code),
}));

const schemas = Object.keys(document.components.schemas)
  .sort()
  .map((name) => ({ label: name, link: addresses.schema(name) }));

export interface Link {
  label: string;
  link: string;
  badge?: { text: string; variant: 'default' };
}

export interface Group {
  label: string;
  collapsed?: boolean;
  items: (Group | Link)[];
}

function tagged() {
  const all = operationsOf(document);
  const tags: { name: string; description?: string }[] = document.tags ?? [];
  return tags
    .map((tag) => ({
      ...tag,
      operations: all.filter(({ operation }) => operation.tags?.[0] === tag.name),
    }))
    .filter(({ operations }) => operations.length > 0);
}

function linkOf({ operationId, method, operation }: ReturnType<typeof operationsOf>[number]): Link {
  return {
    label: operation.summary,
    link: addresses.operation(operationId),
    badge: { text: method.toUpperCase(), variant: 'default' },
  };
}

/** The guides by hand, in reading order; the reference out of the contract. */
export const sidebar: (Group | Link)[] = [
  {
    label: 'Start here',
    items: [
      { label: 'Home', link: '/' },
      { label: 'Getting started', link: '/getting-started/' },
    ],
  },
  {
    label: 'Guides',
    items: [
      { label: 'Authentication', link: '/guides/authentication/' },
      { label: 'Idempotency and retries', link: '/guides/idempotency/' },
      { label: 'Scheduling a cancellation', link: '/guides/cancellation/' },
      { label: 'Changing an add-on', link: '/guides/addon-change/' },
      { label: 'Receiving events', link: '/guides/events/' },
      { label: 'Errors', link: '/guides/errors/' },
      { label: 'Testing with mock and sandbox', link: '/guides/testing/' },
      { label: 'The sandbox’s world', link: '/guides/world/' },
      { label: 'The client', link: '/guides/client/' },
      { label: 'Recipes', link: '/guides/recipes/' },
      { label: 'The types', link: '/guides/types/' },
      { label: 'Tools that read the contract', link: '/guides/tools/' },
      { label: 'The provider’s reference', link: '/guides/provider/' },
      { label: 'How the contract changes', link: '/guides/contract-changes/' },
      { label: 'What this contract covers', link: '/guides/scope/' },
    ],
  },
  {
    label: 'Reference',
    items: [
      { label: 'Overview', link: addresses.reference },
      ...operations,
      ...webhooks,
      { label: 'Changelog', link: addresses.changelog },
    ],
  },
  {
    label: 'Error codes',
    collapsed: true,
    items: [{ label: 'All error codes', link: addresses.errors }, ...errorCodes],
  },
  {
    label: 'Schemas',
    collapsed: true,
    items: [{ label: 'All schemas', link: addresses.schemas }, ...schemas],
  },
  {
    label: 'For maintainers',
    collapsed: true,
    items: [
      { label: 'Mock and sandbox for a team', link: '/guides/operating/' },
      { label: 'Checking a server of your own', link: '/guides/conformance/' },
      { label: 'Benchmarks', link: '/benchmarks/' },
    ],
  },
];
