/** An error whose message was written for the person at the terminal: shown alone, without a stack. */
export class Told extends Error {
  name = 'Told';
}
