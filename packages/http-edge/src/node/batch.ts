/**
 * Collects items and handles them together.
 *
 * What each write to the system costs is mostly the same for one item and for many.
 *
 * @param later calls a function after a while. Default: at the end of the event loop's turn
 */
export function createBatch<Item>(
  handle: (items: Item[]) => void,
  later: (end: () => void) => unknown = setImmediate,
): (item: Item) => void {
  let items: Item[] = [];
  return (item) => {
    if (items.push(item) > 1) return;
    later(() => {
      // Whoever could not wait has had it done.
      if (items.length === 0) return;
      const batch = items;
      items = [];
      handle(batch);
    });
  };
}
