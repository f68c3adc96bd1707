/** The store cannot be read or written. The client gets a 503, and nothing has taken effect. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable';
}
