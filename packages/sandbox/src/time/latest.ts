/**
 * A function that remembers its latest result: requests come much more often than seconds and days pass.
 */
export function withLatest<Input extends string | number, Result>(
  make: (input: Input) => Result,
): (input: Input) => Result {
  let latest: { input: Input; result: Result } | undefined;
  return (input) => {
    if (latest?.input !== input) latest = { input, result: make(input) };
    return latest.result;
  };
}
