// Node's types have no names for these: without those of the DOM they would silently be `any`.

/** What `new Headers()` takes. */
export type HeadersLike = ConstructorParameters<typeof Headers>[0];

/** What `fetch` sends as a body. */
export type BodyLike = NonNullable<RequestInit['body']>;
