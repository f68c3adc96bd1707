import 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder in which all published packages are installed. */
    installed: string;
  }
}
