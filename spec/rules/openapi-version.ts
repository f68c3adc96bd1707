import type { Visitor } from './redocly.js';

/** The document is written in the version of OpenAPI, and of JSON Schema, that every part reads. */
export default function openapiVersion({ dialect }: { dialect: string }): Visitor {
  return {
    Root({ openapi, jsonSchemaDialect }, ctx) {
      if (!/^3\.1\.\d+$/.test(openapi)) {
        ctx.report({
          message: `Everything here reads OpenAPI 3.1, not ${openapi}. Write openapi: 3.1.0.`,
          location: ctx.location.child(['openapi']),
        });
      } else if (jsonSchemaDialect !== dialect) {
        ctx.report({
          message: `Schemas are read as JSON Schema 2020-12. Write jsonSchemaDialect: ${dialect}.`,
          location: ctx.location.child(['jsonSchemaDialect']),
        });
      }
    },
  };
}
