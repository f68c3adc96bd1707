/** The store cannot be read or written. The client gets a 503, and nothing has taken effect. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable';
}

/** The store went away during a commit. The client gets a 503 that does not say that nothing happened. */
export class OutcomeUnknown extends StoreUnavailable {
  override name = 'OutcomeUnknown';
}
