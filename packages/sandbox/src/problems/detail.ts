/** One cause of an error, as the contract's `ErrorDetail`. */
export interface Detail {
  message: string;
  code: string;
  property?: string;
  suggestion?: string;
}
