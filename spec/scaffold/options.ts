/** What `npm run new:operation` takes, as Node's `parseArgs` reads it. */
export const options = {
  id: { type: 'string' },
  kind: { type: 'string' },
  path: { type: 'string' },
  summary: { type: 'string' },
  response: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;
