import type { getHttpOperationsFromSpec } from '@stoplight/prism-http';

// The types of Prism's operations are those of all formats that it reads, and let each list be missing.
// Its reader of OpenAPI 3 leaves out none, however empty.

type ReadOperation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number];
type ReadRequest = NonNullable<ReadOperation['request']>;
type ReadResponse = ReadOperation['responses'][number];
type ReadContent = NonNullable<ReadResponse['contents']>[number];

export type Example = NonNullable<ReadContent['examples']>[number];

type WithExamples<Read> = Read & { examples: Example[] };
type PathParameter = WithExamples<NonNullable<ReadRequest['path']>[number]>;
export type QueryParameter = WithExamples<NonNullable<ReadRequest['query']>[number]>;
export type Header = WithExamples<NonNullable<ReadRequest['headers']>[number]>;
type Cookie = WithExamples<NonNullable<ReadRequest['cookie']>[number]>;
type Content = WithExamples<ReadContent>;

interface Body extends NonNullable<ReadRequest['body']> {
  contents: Content[];
}

interface Request extends ReadRequest {
  path: PathParameter[];
  query: QueryParameter[];
  headers: Header[];
  cookie: Cookie[];
  body?: Body;
}

/** What an operation says of a status, or of a range of them. */
export interface Response extends ReadResponse {
  contents: Content[];
  headers: Header[];
}

/** An operation of the contract as Prism reads it; lint wants each to have an id. */
export interface Operation extends ReadOperation {
  iid: string;
  request: Request;
  responses: Response[];
  security: NonNullable<ReadOperation['security']>;
}

/** The media type of a request's body, of which lint allows one; `undefined` where there is none. */
export function requestContentOf({ request }: Operation): Content | undefined {
  return request.body?.contents[0];
}
