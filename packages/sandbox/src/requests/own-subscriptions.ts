import { problem } from '../problems/problem.js';
import type { Store, Versioned } from '../store/store.js';
import type { Subscription } from '../world/world.js';
import type { Credential } from './authenticate.js';
import type { Awaitable } from './http.js';

/** In a path it stands before a reference ("subscriptionId" in spec/components/schemas). */
const referencePrefix = 'rid_';

/** The subscriptions that one request reads. It remembers them, as what its effect rests on. */
export interface OwnSubscriptions {
  /** @throws {Problem} the 404 or the 403 */
  find(idOrReference: string): Promise<Subscription>;
  all(): Promise<Subscription[]>;
  /** As it was read; one that was not is read now. */
  before(subscriptionId: string): Awaitable<Versioned>;
}

/**
 * Subscriptions as their tenants address them: by id, or by the tenant's own reference. References are
 * those of the world.
 */
export function createSubscriptionReader(
  store: Store,
  world: readonly Subscription[],
): (credential: Credential) => OwnSubscriptions {
  const referenced = new Map(
    world.flatMap(({ tenantId, referenceId, subscriptionId }) =>
      referenceId === undefined ? [] : [[`${tenantId} ${referenceId}`, subscriptionId]],
    ),
  );
  return ({ tenantId }) => {
    const read = new Map<string, Awaitable<Versioned>>();

    function before(subscriptionId: string): Awaitable<Versioned> {
      const known = read.get(subscriptionId);
      if (known) return known;
      const found = store.subscription(subscriptionId);
      read.set(subscriptionId, found);
      return found;
    }

    async function find(idOrReference: string): Promise<Subscription> {
      const reference = idOrReference.startsWith(referencePrefix)
        ? referenced.get(`${tenantId} ${idOrReference.slice(referencePrefix.length)}`)
        : undefined;
      const { value } = await before(reference ?? idOrReference);
      if (!value) {
        throw problem('SUBSCRIPTION_NOT_FOUND', {
          message: `There is no subscription ${idOrReference}.`,
        });
      }
      if (value.tenantId !== tenantId) {
        throw problem('FORBIDDEN', {
          message: `This API key has no access to subscription ${idOrReference}.`,
        });
      }
      return value;
    }

    return {
      find,
      before,
      all: async () => (await store.subscriptions()).filter((each) => each.tenantId === tenantId),
    };
  };
}
