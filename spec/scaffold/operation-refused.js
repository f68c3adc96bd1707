/** An operation that cannot be added, with the flag that is at fault. */
export class OperationRefused extends Error {
  /**
   * @param {string} flag
   * @param {string} reason
   */
  constructor(flag, reason) {
    super(`--${flag}: ${reason}`);
  }
}
