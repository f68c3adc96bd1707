/** A value as JSON has it; a property that is `undefined` is left out. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json | undefined };
