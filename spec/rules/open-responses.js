/** Objects in responses are open: a new property must never break a consumer. */
export default function openResponses() {
  return {
    Response: {
      Schema(schema, ctx) {
        for (const keyword of ['additionalProperties', 'unevaluatedProperties']) {
          if (schema[keyword] !== false) continue;
          ctx.report({
            message: `This object of a response is closed. Remove ${keyword}: false.`,
            location: ctx.location.child([keyword]),
          });
        }
      },
    },
  };
}
