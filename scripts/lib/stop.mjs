// Plain JavaScript, for old Nodes load it.
// The wish to stop: Ctrl-C, a signal from another program, or the end of the npm that started us.

const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
const lookForParentEveryMs = 500;

/**
 * @returns {{ signal: AbortSignal, exitCode: Promise<number>, forget: () => void }} `exitCode` is
 * the shell's usual one for an interrupted program
 */
export function awaitStop(process = globalThis.process) {
  const controller = new AbortController();
  const { promise: exitCode, stop } = whenStopped(controller);
  const listeners = Object.entries(signals).map(([name, code]) => ({
    name,
    listener: () => stop(code),
  }));
  for (const { name, listener } of listeners) process.on(name, listener);

  // npm, and the older Node that brought this one, pass signals on, but cannot when they are killed;
  // then another process becomes the parent.
  const parent = process.ppid;
  const look = () => process.ppid !== parent && stop(signals.SIGHUP);
  const watch =
    process.env['npm_lifecycle_event'] || process.env['CONNECT_OWN_NODE']
      ? setInterval(look, lookForParentEveryMs)
      : undefined;
  watch?.unref();

  return {
    signal: controller.signal,
    exitCode,
    forget() {
      clearInterval(watch);
      for (const { name, listener } of listeners) process.off(name, listener);
    },
  };
}

/** @param {AbortController} controller */
function whenStopped(controller) {
  /** @type {(code: number) => void} */
  let resolve = () => {};
  /** @type {Promise<number>} */
  const promise = new Promise((resolveIt) => {
    resolve = resolveIt;
  });
  /** @param {number} code */
  const stop = (code) => {
    controller.abort();
    resolve(code);
  };
  return { promise, stop };
}
