// One update at a time. Saves close together make one, and saves during one make one more.
const debounceMs = 50;

/** @returns takes what was saved */
export function createQueue({
  run,
  setTimer = setTimeout,
}: {
  run: (files: string[]) => Promise<void>;
  setTimer?: (callback: () => void, ms: number) => unknown;
}): (file: string) => void {
  const files = new Set<string>();
  let busy = false;

  function add(file: string) {
    files.add(file);
    if (!busy) begin();
  }

  function begin() {
    busy = true;
    setTimer(async () => {
      const taken = [...files].sort();
      files.clear();
      await run(taken);
      busy = false;
      if (files.size > 0) begin();
    }, debounceMs);
  }

  return add;
}
