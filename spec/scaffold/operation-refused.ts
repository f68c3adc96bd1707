/** An operation that cannot be added, with the flag that is at fault. */
export class OperationRefused extends Error {
  constructor(flag: string, reason: string) {
    super(`--${flag}: ${reason}`);
  }
}
