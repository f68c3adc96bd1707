import * as v from 'valibot';
import { createTimeZone } from '../time/time-zone.js';
import { detailOf } from '../validation/issues.js';
import type { ResponseCheck } from '../validation/request-check.js';
import { createCatalogue, showSubscription } from './catalogue.js';
import { WorldSchema } from './schema.js';
import type { World, WorldInput } from './world.js';

const shownProblems = 20;

/** A world that cannot be used. The message names each problem, where it is and what to do. */
export class WorldError extends Error {
  /** Tells it from other errors. */
  override name = 'WorldError';

  /** All that is wrong with the world, each with its place. */
  readonly problems: string[];

  constructor(problems: string[]) {
    const more = problems.length - shownProblems;
    super(
      [
        'The world is not valid.',
        ...problems.slice(0, shownProblems).map((each) => `- ${each}`),
        ...(more > 0 ? [`… and ${more} more`] : []),
      ].join('\n'),
    );
    this.problems = problems;
  }
}

/**
 * Checks a world: its form, that what it refers to is there, and that every subscription is one that
 * the contract allows in a response.
 *
 * @throws {WorldError}
 */
export function loadWorld(input: WorldInput, check: ResponseCheck): World {
  const parsed = v.safeParse(WorldSchema, input);
  if (!parsed.success) {
    throw new WorldError(
      parsed.issues
        .map(detailOf)
        .map(({ property, message }) => `${property ?? 'the world'}: ${message}`),
    );
  }
  const world = parsed.output;
  const problems = [
    ...timeZoneProblems(world),
    ...uniqueProblems(world),
    ...referenceProblems(world),
    ...embeddingProblems(world),
  ];
  if (problems.length === 0) problems.push(...contractProblems(world, check));
  if (problems.length > 0) throw new WorldError(problems);
  return world;
}

function timeZoneProblems({ timeZone }: World): string[] {
  try {
    createTimeZone(timeZone);
    return [];
  } catch (error) {
    return [`timeZone: ${(error as Error).message}`];
  }
}

function uniqueProblems(world: World): string[] {
  return [
    ...repeated(
      'tenants',
      world.tenants.map((each) => each.tenantId),
    ),
    ...repeated(
      'tenants, apiKeys',
      world.tenants.flatMap((each) => each.apiKeys),
      'an API key',
    ),
    ...repeated(
      'customers',
      world.customers.map((each) => each.customerId),
    ),
    ...repeated(
      'subscribers',
      world.subscribers.map((each) => each.subscriberId),
    ),
    ...repeated(
      'productOfferingGroups',
      world.productOfferingGroups.map((each) => each.productOfferingGroupId),
    ),
    ...repeated(
      'productOfferings',
      world.productOfferings.map((each) => each.productOfferingId),
    ),
    ...repeated(
      'subscriptions',
      world.subscriptions.map((each) => each.subscriptionId),
    ),
    ...world.tenants.flatMap(({ tenantId }) =>
      repeated(
        `subscriptions of ${tenantId}, referenceId`,
        world.subscriptions
          .filter((each) => each.tenantId === tenantId)
          .flatMap(({ referenceId }) => referenceId ?? []),
      ),
    ),
    ...world.subscriptions.flatMap((each, index) =>
      repeated(
        `subscriptions[${index}].addons`,
        each.addons.map((addon) => addon.subscriptionAddonId),
      ),
    ),
  ];
}

function repeated(place: string, ids: string[], name?: string): string[] {
  const seen = new Set<string>();
  return ids.flatMap((id) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [`${place}: ${name ?? id} is there twice. Give each its own.`];
  });
}

function referenceProblems(world: World): string[] {
  const ids = {
    tenants: new Set(world.tenants.map((each) => each.tenantId)),
    customers: new Set(world.customers.map((each) => each.customerId)),
    subscribers: new Set(world.subscribers.map((each) => each.subscriberId)),
    productOfferingGroups: new Set(
      world.productOfferingGroups.map((each) => each.productOfferingGroupId),
    ),
    productOfferings: new Set(world.productOfferings.map((each) => each.productOfferingId)),
  };
  const missing = (place: string, list: keyof typeof ids, id: string | undefined): string[] =>
    id === undefined || ids[list].has(id)
      ? []
      : [`${place}: ${list} has no ${id}. Add it there, or correct the id.`];

  return [
    ...world.productOfferings.flatMap((each, index) =>
      missing(
        `productOfferings[${index}].productOfferingGroupId`,
        'productOfferingGroups',
        each.productOfferingGroupId,
      ),
    ),
    ...world.subscriptions.flatMap((each, index) => {
      const place = `subscriptions[${index}]`;
      const pending = each.pendingProductOffering;
      const attached = each.addons.some(
        (addon) => addon.subscriptionAddonId === pending?.subscriptionAddonId,
      );
      return [
        ...missing(`${place}.tenantId`, 'tenants', each.tenantId),
        ...missing(`${place}.customerId`, 'customers', each.customerId),
        ...missing(`${place}.subscriberId`, 'subscribers', each.subscriberId),
        ...missing(`${place}.productOfferingId`, 'productOfferings', each.productOfferingId),
        ...each.addons.flatMap((addon, at) =>
          missing(
            `${place}.addons[${at}].productOfferingId`,
            'productOfferings',
            addon.productOfferingId,
          ),
        ),
        ...missing(
          `${place}.pendingProductOffering.productOfferingId`,
          'productOfferings',
          pending?.productOfferingId,
        ),
        ...(pending && !attached
          ? [
              `${place}.pendingProductOffering.subscriptionAddonId: addons has no ${pending.subscriptionAddonId}. Attach it, or correct the id.`,
            ]
          : []),
      ];
    }),
  ];
}

/** What the sandbox embeds would otherwise stand in the response twice. */
function embeddingProblems({ subscriptions }: World): string[] {
  return subscriptions.flatMap((subscription, index) =>
    ['customer', 'productOffering', 'subscriber']
      .filter((name) => Object.hasOwn(subscription, name))
      .map(
        (name) =>
          `subscriptions[${index}].${name}: The sandbox embeds it. Leave it out, and give ${name}Id.`,
      ),
  );
}

function contractProblems(world: World, check: ResponseCheck): string[] {
  const catalogue = createCatalogue(world);
  return world.subscriptions.flatMap((subscription, index) => {
    const details = check(JSON.parse(showSubscription(subscription, catalogue)));
    return details.map(
      ({ property, message }) =>
        `subscriptions[${index}]${property ? `.${property}` : ''}: ${message} The contract says so.`,
    );
  });
}
