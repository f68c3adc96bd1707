// The part of Redocly's plugin interface that the house rules use. The CLI carries no types of its
// own: https://redocly.com/docs/cli/custom-plugins/custom-rules

export interface Location {
  source: { absoluteRef: string };
  /** The file and the JSON Pointer in it, which together name one node of the contract. */
  absolutePointer: string;
  child(keys: (string | number)[] | string | number): Location;
  /** The same place, meaning the key rather than its value. */
  key(): Location;
}

export interface Context {
  location: Location;
  key: string | number;
  type: { name: string };
  report(problem: { message: string; location: Location }): void;
  resolve(
    node: unknown,
    from?: string,
  ): { node: any; location: Location | undefined; error?: unknown };
}
