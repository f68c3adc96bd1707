import { isLater } from '@connect-api/http-edge';
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
  find(idOrReference: string): Awaitable<Subscription>;
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
    // Nearly every request reads one.
    const read: { subscriptionId: string; found: Awaitable<Versioned> }[] = [];

    function before(subscriptionId: string): Awaitable<Versioned> {
      for (const each of read) if (each.subscriptionId === subscriptionId) return each.found;
      const found = store.subscription(subscriptionId);
      read.push({ subscriptionId, found });
      return found;
    }

    function find(idOrReference: string): Awaitable<Subscription> {
      const reference = idOrReference.startsWith(referencePrefix)
        ? referenced.get(`${tenantId} ${idOrReference.slice(referencePrefix.length)}`)
        : undefined;
      const found = before(reference ?? idOrReference);
      return isLater(found)
        ? found.then(({ value }) => allowed(value, idOrReference))
        : allowed(found.value, idOrReference);
    }

    function allowed(value: Subscription | undefined, idOrReference: string): Subscription {
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
