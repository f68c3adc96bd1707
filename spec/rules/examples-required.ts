import type { MediaTypeObject } from 'openapi3-ts/oas31';
import type { Context, Visitor } from './redocly.js';

/** Every request body and every response with content has at least one named example. */
export default function examplesRequired(): Visitor {
  const MediaType: (mediaType: MediaTypeObject, ctx: Context) => void = (mediaType, ctx) => {
    if (Object.keys(mediaType.examples ?? {}).length > 0) return;
    ctx.report({
      message: `There is no named example for ${ctx.key}. Add one under examples.`,
      location: ctx.location,
    });
  };
  return { RequestBody: { MediaType }, Response: { MediaType } };
}
