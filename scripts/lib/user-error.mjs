// Plain JavaScript, for old Nodes load it.

/** An error whose message was written for the person at the terminal: shown alone, without a stack. */
export class UserError extends Error {
  /** @override */
  name = 'UserError';
  /** With which the command ends. */
  exitCode = 1;
}

/** What was asked for is not there to be had: a wrong flag, a wrong name. */
export class UsageError extends UserError {
  /** @override */
  exitCode = 2;
}
