/** The part of `process` that a program uses. Tests play another one. */
export interface ProgramProcess {
  readonly argv: string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: ProgramStream;
  readonly stderr: ProgramStream;
  /** Whether an IPC channel to the parent is open. */
  readonly connected?: boolean;
  send?(message: string): unknown;
  readonly ppid: number;
  title: string;
  noDeprecation?: boolean;
  on(event: string, listener: () => void): unknown;
  once(event: string, listener: () => void): unknown;
  exit(code: number): void;
}

interface ProgramStream {
  write(text: string): unknown;
  on(event: 'error', listener: () => void): unknown;
}
