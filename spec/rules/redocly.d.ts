// The part of Redocly's plugin interface that the house rules use, for any node of any document:
// https://redocly.com/docs/cli/custom-plugins/custom-rules

export interface Source {
  absoluteRef: string;
  /** The text of the file. */
  body: string;
}

export interface Location {
  source: Source;
  /** The file and the JSON Pointer in it, which together name one node of the contract. */
  absolutePointer: string;
  child(keys: (string | number)[] | string | number): Location;
  /** The same place, meaning the key rather than its value. */
  key(): Location;
}

/** A place in a file that no node of the contract is at. */
export interface LineAndColumn {
  source: Source;
  start: { line: number; col: number };
  end?: { line: number; col: number };
}

export interface Problem {
  message: string;
  location: Location;
}

export interface Context {
  location: Location;
  key: string | number;
  type: { name: string };
  report(problem: Problem | { message: string; location: LineAndColumn }): void;
  resolve(node: unknown, from?: string): Target;
}

export interface Target {
  // biome-ignore lint/suspicious/noExplicitAny: any part of any document
  node: any;
  location: Location | undefined;
  error?: unknown;
}

// biome-ignore lint/suspicious/noExplicitAny: any part of any document
type Visit = (node: any, ctx: Context, target: Target) => void;

/** What a rule looks at, by the type of the node. */
export interface Visitor {
  [type: string]: Visit | { enter?: Visit; leave?: Visit } | Visitor;
}
