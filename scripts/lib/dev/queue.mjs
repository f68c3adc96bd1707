// One update at a time. Saves close together make one, and saves during one make one more.
const settleMs = 50;

/**
 * @param {object} options
 * @param {(files: string[]) => Promise<void>} options.run
 * @param {(callback: () => void, ms: number) => unknown} [options.setTimer]
 * @returns {(file: string) => void} takes what was saved
 */
export function createQueue({ run, setTimer = setTimeout }) {
  const files = new Set();
  let busy = false;

  function add(file) {
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
    }, settleMs);
  }

  return add;
}
