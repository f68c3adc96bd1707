/**
 * Collects items and handles them together, at the end of the event loop's turn.
 *
 * What each write to the system costs is mostly the same for one item and for many.
 */
export function createBatch<Item>(handle: (items: Item[]) => void): (item: Item) => void {
  let items: Item[] = [];
  return (item) => {
    if (items.push(item) > 1) return;
    setImmediate(() => {
      const batch = items;
      items = [];
      handle(batch);
    });
  };
}
