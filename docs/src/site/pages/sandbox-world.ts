// What is in the sandbox's own world, in the words of its tables.
import { createSandbox, type WorldInput } from '@connect-api/sandbox';

export interface Table {
  title: string;
  id: string;
  head: string[];
  rows: string[][];
}

const none = '–';

/** The tables of a fresh sandbox's world. */
export async function worldTables(): Promise<{ clock: string; tables: Table[] }> {
  const world = await createSandbox({ clock: 'frozen' }).control.world();
  return { clock: world.clock, tables: tablesOf(world) };
}

function tablesOf({ tenants, subscriptions, productOfferings }: WorldInput): Table[] {
  const offerings = (addon: boolean): Table => ({
    title: addon ? 'Add-on offerings' : 'Plans',
    id: addon ? 'addon-offerings' : 'plans',
    head: ['Offering', 'Name', 'Group', 'Price'],
    rows: productOfferings
      .filter((offering) => (offering.addon ?? false) === addon)
      .map(({ productOfferingId, name, productOfferingGroupId, price }) => [
        productOfferingId,
        name,
        productOfferingGroupId ?? none,
        priceOf(price),
      ]),
  });
  return [
    {
      title: 'Tenants and their keys',
      id: 'tenants',
      head: ['Tenant', 'Name', 'API keys'],
      rows: tenants.map(({ tenantId, name, apiKeys }) => [
        tenantId,
        name ?? none,
        apiKeys.join(', '),
      ]),
    },
    {
      title: 'Subscriptions',
      id: 'subscriptions',
      head: ['Subscription', 'Tenant', 'Status', 'Plan', 'Pending'],
      rows: subscriptions.map((subscription) => [
        [subscription.subscriptionId, ...referenceOf(subscription)].join(', '),
        subscription.tenantId,
        subscription.status,
        subscription.productOfferingId,
        pendingOf(subscription),
      ]),
    },
    {
      title: 'Attached add-ons',
      id: 'addons',
      head: ['Add-on', 'Subscription', 'Offering'],
      rows: subscriptions.flatMap(({ subscriptionId, addons = [] }) =>
        addons.map(({ subscriptionAddonId, productOfferingId }) => [
          subscriptionAddonId,
          subscriptionId,
          productOfferingId,
        ]),
      ),
    },
    offerings(true),
    offerings(false),
  ];
}

function priceOf(price: WorldInput['productOfferings'][number]['price']): string {
  if (!price) return none;
  const { netPrice, grossPrice, currency = '', billingCycle, priceType } = price;
  const { interval, period } = billingCycle ?? {};
  const cycle = period ? `, every ${interval} ${period}` : '';
  return `${netPrice ?? grossPrice ?? ''} ${currency}, ${priceType ?? none}${cycle}`;
}

/** What stands for the id in a path. */
function referenceOf({ referenceId }: WorldInput['subscriptions'][number]): string[] {
  return referenceId === undefined ? [] : [`rid_${referenceId}`];
}

function pendingOf({
  pendingStatus,
  pendingMsisdn,
  pendingProductOffering,
}: WorldInput['subscriptions'][number]): string {
  const pending = [
    pendingStatus && `${pendingStatus.status} on ${pendingStatus.scheduledAt}`,
    pendingMsisdn && `${pendingMsisdn.msisdn} on ${pendingMsisdn.scheduledAt}`,
    pendingProductOffering &&
      `${pendingProductOffering.subscriptionAddonId} to ${pendingProductOffering.productOfferingId} on ${pendingProductOffering.scheduledAt}`,
  ];
  return pending.filter((each) => each !== undefined).join(', ') || none;
}
