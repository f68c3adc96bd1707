/** What a recipe takes of it: the types of Node 20, which everything is compiled with, have none. */
declare module 'node:sqlite' {
  export class DatabaseSync {
    constructor(file: string);
    exec(sql: string): void;
    prepare(sql: string): {
      run(...values: (string | number | null)[]): void;
      all(): Record<string, unknown>[];
    };
  }
}
