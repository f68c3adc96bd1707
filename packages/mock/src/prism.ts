import { createInstance, getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { isTakenApart } from './details.js';
import { type Header, type Operation, requestContentOf } from './operation.js';

type Instance = ReturnType<typeof createInstance>;
export type Input = Parameters<Instance['request']>[0];
type Components = Parameters<typeof createInstance>[1];

/** What is wrong with a request in Prism's eyes. */
export interface Violation {
  /** Where: first `body`, `header`, `path` or `query`, then the way to the value. */
  path: string[];
  /** A keyword of JSON Schema, or a status such as 401, where there is one. */
  code?: string | number | undefined;
  message: string;
}

/** Which of the documented responses Prism should give. */
export interface Choice {
  code?: number;
  exampleKey?: string;
  dynamic: boolean;
  seed?: string;
}

/** A response as Prism makes it. */
export interface Output {
  statusCode: number;
  headers?: Record<string, unknown>;
  body?: unknown;
}

export interface Prism {
  operations: Operation[];
  /** The violations of a request, as far as they show without its path and its body. */
  inspect(operation: Operation, headers: Record<string, string>): Promise<Violation[]>;
  /** The violations of a request and of what it is answered with, which is got in the meantime. */
  pass(
    operation: Operation,
    input: Input,
    forward: () => Promise<Output>,
  ): Promise<{ request: Violation[]; response: Violation[] }>;
  /** The violations of a request, and the response to it. */
  answer(
    operation: Operation,
    input: Input,
    choice: Choice,
  ): Promise<{ violations: Violation[]; output: Output }>;
}

const proxying = {
  isProxy: true as const,
  checkSecurity: true,
  validateRequest: true,
  validateResponse: true,
  // What differs is passed on all the same.
  errors: false,
  // Where to is the forwarder's affair.
  upstream: new URL('http://localhost'),
  upstreamProxy: undefined,
  mock: { dynamic: false },
};

const config = {
  isProxy: false as const,
  checkSecurity: true,
  validateRequest: true,
  validateResponse: false,
  errors: false,
  upstreamProxy: undefined,
  mock: { dynamic: false },
};

/** Makes a Prism that knows an OpenAPI document. */
export async function loadPrism(document: object): Promise<Prism> {
  const operations = (await getHttpOperationsFromSpec(document)) as Operation[];
  for (const operation of operations) {
    const content = requestContentOf(operation);
    if (content?.schema) content.schema = withReadOnly(content.schema);
  }
  const full = createInstance(config, { logger: silent });
  // Without its mocker Prism only validates.
  const validator = createInstance(config, { logger: silent, mock: noResponse });

  async function run(instance: Instance, operation: Operation, input: Input, mock: Choice) {
    const result = await instance.request(input, [withoutOwn(operation, input)], {
      ...config,
      mock,
    })();
    if (result._tag === 'Left') throw result.left;
    const { output, validations } = result.right;
    return { output: output as Output, violations: errorsOf(validations.input) };
  }

  return {
    operations,
    inspect: async (operation, headers) => {
      const input = {
        method: operation.method as Input['method'],
        url: { path: operation.path },
        headers,
      };
      return (await run(validator, operation, input, config.mock)).violations;
    },
    pass: async (operation, input, forward) => {
      const instance = createInstance(proxying, { logger: silent, forward: forwarder(forward) });
      const result = await instance.request(input, [withoutOwn(operation, input)])();
      if (result._tag === 'Left') throw result.left;
      const { validations } = result.right;
      return { request: errorsOf(validations.input), response: errorsOf(validations.output) };
    },
    answer: (operation, input, choice) =>
      run(full, operation, input, choice).catch(async (error) => {
        // Prism has no answer where the contract names no 400: what is wrong counts then.
        const judged = await run(validator, operation, input, choice);
        if (judged.violations.length === 0) throw error;
        return judged;
      }),
  };
}

/**
 * An operation without what is judged here: the query (judge-parameters.ts), as Prism judges no cookies, and
 * headers that hold a list and are not sent, which Prism takes for empty lists (details.ts).
 */
function withoutOwn(operation: Operation, { headers = {} }: Pick<Input, 'headers'>) {
  const { query, ...request } = operation.request;
  return { ...operation, request: { ...request, headers: sentOf(request.headers, headers) } };
}

/** Prism makes a validator of each list of headers that it has not seen: the same ones are the same list. */
const sentLists: WeakMap<Header[], Map<string, Header[]>> = new WeakMap();

function sentOf(headers: Header[], given: object): Header[] {
  const isMissing = (header: Header) =>
    isTakenApart(header) && !(header.name.toLowerCase() in given);
  const missing = headers.filter(isMissing);
  if (missing.length === 0) return headers;
  const known = sentLists.get(headers) ?? new Map<string, Header[]>();
  sentLists.set(headers, known);
  const key = missing.map(({ name }) => name).join();
  const sent = known.get(key) ?? headers.filter((header) => !missing.includes(header));
  known.set(key, sent);
  return sent;
}

/**
 * What is `readOnly` may come back in a request, and need not. Prism refuses it where the object is
 * closed.
 */
function withReadOnly<Schema extends object>(schema: Schema): Schema {
  return JSON.parse(
    JSON.stringify(schema, (_, value) => {
      const { properties, required = [] } = Object(value);
      if (typeof properties !== 'object' || !Array.isArray(required)) return value;
      const isReadOnly = (name: string) => properties[name]?.readOnly === true;
      const shown = Object.entries<object>(properties).map(([name, property]) => [
        name,
        isReadOnly(name) ? { ...property, readOnly: false } : property,
      ]);
      return {
        ...value,
        properties: Object.fromEntries(shown),
        required: required.filter((name: string) => !isReadOnly(name)),
      };
    }),
  );
}

function errorsOf(
  diagnostics: (Omit<Violation, 'path'> & { path?: string[]; severity: number })[],
): Violation[] {
  return diagnostics
    .filter(({ severity }) => severity === 0)
    .map(({ path = [], code, message }) => ({ path, code, message }));
}

// Prism's log is half of its cost.
const silent = (() => {
  const drop = () => {};
  const logger = { info: drop, debug: drop, warn: drop, error: drop, trace: drop, success: drop };
  return Object.assign(logger, { child: () => silent }) as unknown as Components['logger'];
})();

/** Prism's own forwarder follows redirects, waits for ever, and sends the body in another spelling. */
const forwarder = (forward: () => Promise<Output>) =>
  (() => () => () =>
    forward().then(
      (right) => ({ _tag: 'Right', right }),
      (left) => ({ _tag: 'Left', left }),
    )) as unknown as NonNullable<Components['forward']>;

const noResponse = (() => () => ({
  _tag: 'Right',
  right: { statusCode: 200 },
})) as unknown as NonNullable<Components['mock']>;
