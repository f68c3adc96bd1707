/**
 * Every request body and every response with content has at least one named example.
 *
 * @returns {import('./redocly.js').Visitor}
 */
export default function examplesRequired() {
  /** @type {(mediaType: any, ctx: import('./redocly.js').Context) => void} */
  const MediaType = (mediaType, ctx) => {
    if (Object.keys(mediaType.examples ?? {}).length > 0) return;
    ctx.report({
      message: `There is no named example for ${ctx.key}. Add one under examples.`,
      location: ctx.location,
    });
  };
  return { RequestBody: { MediaType }, Response: { MediaType } };
}
