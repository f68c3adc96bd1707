/** One thing that is wrong in an artifact, and whom it concerns. */
export interface Wrong {
  /** `types`, `mock` … */
  artifact: string;
  what: string;
  /** under which the fact is written */
  file?: string;
  operationId?: string;
}
