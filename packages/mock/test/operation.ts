import type { Operation } from '../src/operation.js';

interface Given extends Record<string, unknown> {
  request?: Partial<Record<'path' | 'query' | 'headers' | 'cookie', object[]>> & {
    body?: { required?: boolean; contents?: object[] };
  };
  responses?: { code: string; headers?: object[]; contents?: object[] }[];
}

/** An operation as Prism reads it, with the lists that a test does not name. */
export function operationOf({ request = {}, responses = [], ...more }: Given): Operation {
  const { path, query, headers, cookie, body } = request;
  return {
    security: [],
    ...more,
    request: {
      path: complete(path),
      query: complete(query),
      headers: complete(headers),
      cookie: complete(cookie),
      ...(body && { body: { ...body, contents: complete(body.contents) } }),
    },
    responses: responses.map((each) => ({
      ...each,
      headers: complete(each.headers),
      contents: complete(each.contents),
    })),
  } as unknown as Operation;
}

function complete(list: object[] = []): object[] {
  return list.map((each) => ({ examples: [], ...each }));
}
