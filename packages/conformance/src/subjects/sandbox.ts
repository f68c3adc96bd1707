import { exchangesOf } from '@connect-api/spec/contract';
import { document } from '../bundled-contract.js';
import { dateIn } from '../dates.js';
import { NoAnswer } from '../http.js';
import type { Json } from '../json.js';
import { controlPath, type Target } from '../target.js';
import type { Hooks, Surroundings } from './hooks.js';
import type { Subjects } from './roles.js';

// Only what is looked at of a sandbox's world.
interface World {
  timeZone: string;
  tenants: { tenantId: string; apiKeys: string[] }[];
  productOfferings: Offering[];
  subscriptions: Subscription[];
}

interface Offering {
  productOfferingId: string;
  productOfferingGroupId?: string;
  addon: boolean;
  price?: Json;
}

interface Subscription {
  tenantId: string;
  subscriptionId: string;
  status: string;
  activatedAt: string;
  pendingStatus?: unknown;
  pendingProductOffering?: unknown;
  addons: { subscriptionAddonId: string; productOfferingId: string }[];
}

/**
 * Subjects, keys and hooks of a sandbox, by its control endpoints; `undefined` where the server has
 * none. The sandbox is reset.
 */
export async function sandboxSurroundings(
  target: Target,
  apiKey: string,
): Promise<Surroundings | undefined> {
  if (!isWorld(await askForWorld(target))) return undefined;
  await control(target, 'POST', 'reset');
  const world: World = (await control(target, 'GET', 'world')).body;
  const own = world.tenants.find((each) => each.apiKeys.includes(apiKey));
  return {
    subjects: subjectsOf(world, own?.tenantId),
    hooks: hooksOf(target),
    secondApiKey: own?.apiKeys.find((key) => key !== apiKey),
    otherTenantApiKey: world.tenants.find((each) => each !== own)?.apiKeys[0],
  };
}

function hooksOf(target: Target): Hooks {
  const setFault = async (fault: object) => {
    await control(target, 'PUT', 'faults', { faults: [fault] });
  };
  return {
    reset: async () => {
      await control(target, 'POST', 'reset');
    },
    now: async () => (await control(target, 'GET', 'clock')).body.now,
    setClock: async (now) => {
      await control(target, 'PUT', 'clock', { now });
    },
    delayNext: (delayMs) => setFault({ type: 'delay', delayMs }),
    failNext: (status) =>
      setFault(status === 429 ? { type: 'rateLimit', retryAfter: 0 } : { type: 'status', status }),
  };
}

function control(target: Target, method: string, name: string, body?: object) {
  return target.send({
    method,
    url: `${controlPath}${name}`,
    headers: {},
    ...(body && { body: JSON.stringify(body) }),
  });
}

/** A server that is no sandbox may answer in any way, and not at all. */
async function askForWorld(target: Target): Promise<Json> {
  try {
    return (await control(target, 'GET', 'world')).body;
  } catch (error) {
    if (error instanceof NoAnswer) return undefined;
    throw error;
  }
}

function isWorld(body: Json): boolean {
  return Array.isArray(body?.tenants) && Array.isArray(body.subscriptions);
}

function subjectsOf(world: World, tenantId: string | undefined): Subjects {
  const own = world.subscriptions.filter((each) => each.tenantId === tenantId);
  const open = own.filter((each) => !each.pendingStatus && each.status !== 'CANCELLED');
  const active = open.filter((each) => each.status === 'ACTIVATED' && !each.pendingProductOffering);
  const oneAddon = active.flatMap((each) => addonSubject(world, each));
  const dayOf = ({ activatedAt }: Subscription) => dateIn(world.timeZone, activatedAt).slice(8);
  const lateInMonth = new Set(
    active.filter((each) => dayOf(each) === '31').map((each) => each.subscriptionId),
  );
  const isLate = ({ subscriptionId }: { subscriptionId: string }) =>
    lateInMonth.has(subscriptionId);
  return {
    timeZone: world.timeZone,
    subjects: {
      cancellable: active.map(onlyId),
      cancelled: own.filter((each) => each.status === 'CANCELLED').map(onlyId),
      foreign: world.subscriptions.filter((each) => each.tenantId !== tenantId).map(onlyId),
      oneAddon: oneAddon.filter((each) => !isLate(each)),
      monthEnd: oneAddon.filter(isLate),
      twoAddons: active.flatMap((each) => twoAddonsSubject(world, each)),
      withoutAddons: active.filter(({ addons }) => addons.length === 0).map(onlyId),
      notActivated: open
        .filter(({ status }) => status !== 'ACTIVATED')
        .flatMap((each) => addonSubject(world, each))
        .flatMap(({ subscriptionId, upgradeTo }) =>
          upgradeTo ? [{ subscriptionId, upgradeTo }] : [],
        ),
      plan: world.productOfferings
        .filter(({ addon }) => !addon)
        .map(({ productOfferingId }) => ({ productOfferingId })),
    },
    requests: exampleRequests(),
  };
}

const onlyId = ({ subscriptionId }: Subscription) => ({ subscriptionId });

/** A fresh sandbox lets every named request of the contract come true. */
function exampleRequests(): NonNullable<Subjects['requests']> {
  const requests: NonNullable<Subjects['requests']> = {};
  for (const { operationId, status, pathParameters, request } of exchangesOf(document)) {
    if (!status.startsWith('2')) continue;
    requests[operationId] ??= [];
    requests[operationId].push({ path: pathParameters, body: request });
  }
  return requests;
}

function addonSubject(world: World, { subscriptionId, addons }: Subscription) {
  const [addon] = addons;
  const current = addon && offeringOf(world, addon.productOfferingId);
  if (!current || addons.length !== 1) return [];
  const movable = targetsOf(world, current);
  const upgrade = movable.find((each) => priceOf(each) >= priceOf(current));
  const downgrade = movable.find((each) => priceOf(each) < priceOf(current));
  const other = world.productOfferings.find(
    (each) => each.addon && each.productOfferingGroupId !== current.productOfferingGroupId,
  );
  return [
    {
      subscriptionId,
      subscriptionAddonId: addon.subscriptionAddonId,
      productOfferingId: current.productOfferingId,
      ...(upgrade && { upgradeTo: upgrade.productOfferingId }),
      ...(downgrade && { downgradeTo: downgrade.productOfferingId }),
      ...(other && { notAvailable: other.productOfferingId }),
      ...(current.price?.billingCycle && { billingCycle: current.price.billingCycle }),
    },
  ];
}

function twoAddonsSubject(world: World, { subscriptionId, addons }: Subscription) {
  const [one, other] = addons;
  if (!one || !other || addons.length !== 2) return [];
  const [first, second] = [one, other].map((each) => offeringOf(world, each.productOfferingId));
  if (!first || !second) return [];
  const both = targetsOf(world, first).find(
    (each) =>
      targetsOf(world, second).includes(each) &&
      priceOf(each) >= Math.max(priceOf(first), priceOf(second)),
  );
  if (!both) return [];
  return [
    {
      subscriptionId,
      subscriptionAddonId: one.subscriptionAddonId,
      otherAddonId: other.subscriptionAddonId,
      upgradeTo: both.productOfferingId,
    },
  ];
}

/** Where an add-on can move ("Possible offerings" of the contract's change of an add-on). */
function targetsOf({ productOfferings }: World, current: Offering): Offering[] {
  return productOfferings.filter(
    (each) =>
      each.addon &&
      each !== current &&
      each.productOfferingGroupId === current.productOfferingGroupId &&
      each.price &&
      current.price &&
      each.price.currency === current.price.currency &&
      each.price.priceType === current.price.priceType &&
      JSON.stringify(each.price.billingCycle) === JSON.stringify(current.price.billingCycle),
  );
}

function offeringOf({ productOfferings }: World, id: string): Offering | undefined {
  return productOfferings.find((each) => each.productOfferingId === id);
}

/** Only what has a price is compared. */
function priceOf({ price }: Offering): number {
  return price.netPrice ?? price.grossPrice ?? 0;
}
