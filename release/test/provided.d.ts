import 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder in which all published packages are installed. */
    installed: string;
    /** The registry on this machine, in `npm run test:consumers`. */
    registry: { url: string; npmrc: string };
  }
}
