// Goes through what a save leads to before there is one: what has run three times takes a third of its first
// time. All of it is over before anybody has changed a file, mostly; and if not, the save comes first.

const rounds = 3;

/**
 * @param steps take nothing and leave nothing behind
 * @returns ends it: when nothing of it runs any more
 */
export function practise(steps: (() => Promise<unknown>)[]): () => Promise<void> {
  let isOver = false;
  const done = (async () => {
    for (let round = 0; round < rounds; round++)
      for (const step of steps) {
        if (isOver) return;
        await step();
      }
  })();
  // Whatever fails will fail for the save, which says so.
  const settled = done.catch(() => {});
  return () => {
    isOver = true;
    return settled;
  };
}
