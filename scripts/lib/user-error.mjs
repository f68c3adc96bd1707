// Plain JavaScript, for old Nodes load it.

/** An error whose message was written for the person at the terminal: shown alone, without a stack. */
export class UserError extends Error {
  /** @override */
  name = 'UserError';
}
