import type { paths } from '@connect-api/types';
import type { Middleware, QuerySerializer } from 'openapi-fetch';
import type { Arguments, FailureOf, InitOf, OperationType, ResultOf } from './operation.js';
import type { BodyLike } from './web.js';

/** What `data` of a success may be instead of its JSON. */
interface Parsed {
  text: string;
  blob: Blob;
  arrayBuffer: ArrayBuffer;
  formData: FormData;
  stream: ReadableStream<Uint8Array> | null;
}

/** As what the body of a success is given. */
export type ParseAs = 'json' | keyof Parsed;

/** What a call of `client.http` takes beside what the method of its operation takes. */
export interface HttpOptions<As extends ParseAs>
  extends Omit<RequestInit, 'body' | 'headers' | 'method' | 'redirect' | 'signal' | 'window'> {
  /**
   * As what the body of a success is given. It is read to its end first, as a stream too, so that
   * `timeout` and repetitions cover it. Default: `json`.
   */
  parseAs?: As | undefined;
  /**
   * Middleware of this call, after that of `use`. Default: none.
   */
  middleware?: readonly Middleware[] | undefined;
  /**
   * Another server for this call, which then gets the API key. Default: the client's.
   */
  baseUrl?: string | undefined;
  /**
   * Makes the query; `createQuerySerializer` of openapi-fetch has others. Default: as OpenAPI does
   * without further keywords.
   */
  querySerializer?: QuerySerializer<unknown> | undefined;
  /**
   * Makes what is sent of the body. Default: `JSON.stringify`.
   */
  // biome-ignore lint/suspicious/noExplicitAny: each operation has a body of its own.
  bodySerializer?: ((body: any, headers: Headers) => BodyLike) | undefined;
}

type HttpMethod = 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'trace';

type PathsWith<Method extends HttpMethod> = {
  [Path in keyof paths]: paths[Path] extends { [_ in Method]: OperationType } ? Path : never;
}[keyof paths];

type OperationAt<Path extends keyof paths, Method extends HttpMethod> = Extract<
  paths[Path][Method],
  OperationType
>;

type HttpResult<Operation extends OperationType, As extends ParseAs> = As extends keyof Parsed
  ? { data: Parsed[As]; error?: undefined; response: Response } | FailureOf<Operation>
  : ResultOf<Operation>;

type HttpCall<Method extends HttpMethod> = <
  Path extends PathsWith<Method>,
  As extends ParseAs = 'json',
>(
  path: Path,
  ...init: Arguments<InitOf<OperationAt<Path, Method>> & HttpOptions<As>>
) => Promise<HttpResult<OperationAt<Path, Method>, As>>;

/**
 * The client underneath: operations by method and path, for what the methods do not cover. All of
 * `CallOptions` holds here too.
 *
 * It does not follow redirects, shows middleware no API key and no option of the call, and reads a
 * body to its end before it gives it on. A request that middleware sends to another origin than that
 * of `baseUrl` goes without the API key.
 */
export interface HttpClient {
  /** Calls an operation of the method GET. */
  GET: HttpCall<'get'>;
  /** Calls an operation of the method PUT. */
  PUT: HttpCall<'put'>;
  /** Calls an operation of the method POST. */
  POST: HttpCall<'post'>;
  /** Calls an operation of the method DELETE. */
  DELETE: HttpCall<'delete'>;
  /** Calls an operation of the method OPTIONS. */
  OPTIONS: HttpCall<'options'>;
  /** Calls an operation of the method HEAD. */
  HEAD: HttpCall<'head'>;
  /** Calls an operation of the method PATCH. */
  PATCH: HttpCall<'patch'>;
  /** Calls an operation of the method TRACE. */
  TRACE: HttpCall<'trace'>;
  /** The same with the method as an argument, in any case. */
  request<Method extends HttpMethod, Path extends PathsWith<Method>, As extends ParseAs = 'json'>(
    method: Method | Uppercase<Method>,
    path: Path,
    ...init: Arguments<InitOf<OperationAt<Path, Method>> & HttpOptions<As>>
  ): Promise<HttpResult<OperationAt<Path, Method>, As>>;
  /** Registers middleware of openapi-fetch. It applies to `http` alone, not to the methods. */
  use(...middleware: Middleware[]): void;
  /** Takes middleware out again. */
  eject(...middleware: Middleware[]): void;
}
