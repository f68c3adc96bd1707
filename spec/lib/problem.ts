import { getLineColLocation, type NormalizedProblem } from '@redocly/openapi-core';

/** A problem that the linter or the bundler found. */
export interface Problem {
  ruleId: string;
  severity: string;
  message: string;
  /** Absolute */
  file: string;
  line: number;
  col: number;
  pointer: string;
}

/** @param found as Redocly reports it: `suggest` has words that are nearly as what stands there, the nearest first */
export function problemOf({
  ruleId,
  severity,
  message,
  suggest,
  location,
}: NormalizedProblem): Problem {
  const [place] = location;
  if (!place) throw new Error(`${message} (${ruleId})`);
  const { source, start } = getLineColLocation(place);
  return {
    ruleId,
    severity,
    message: message + (suggest?.[0] ? ` Did you mean ${suggest[0]}?` : ''),
    file: source.absoluteRef,
    line: start.line,
    col: start.col,
    pointer: place.pointer ?? '',
  };
}
