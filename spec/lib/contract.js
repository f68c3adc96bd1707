// Views of an OpenAPI document that its readers share: operations, exchanges, error codes.

const methods = /** @type {const} */ ([
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
]);

/**
 * An OpenAPI 3.1 document, as far as these views look into it.
 * @typedef {any} OpenApiDocument
 */

/**
 * @typedef {object} Operation
 * @property {string} operationId
 * @property {string} method in lower case
 * @property {string} path with its `{parameters}`
 * @property {any} operation the operation object
 * @property {any[]} parameters of the path and the operation, references resolved; the operation's win
 * @property {any} [requestBody] references resolved
 * @property {Record<string, any>} responses by status, references resolved
 */

/**
 * One named request of an operation and the response that it gets.
 *
 * The contract ties the three by name: the example of each path parameter, of the request body and
 * of one response have the same name. Where there is no body, the other two do; where there are no path
 * parameters either, the examples of successes name the exchanges. A request that no response has an
 * example for is answered by the one success that has no body.
 *
 * @typedef {object} Exchange
 * @property {string} name
 * @property {string} operationId
 * @property {string} method in lower case
 * @property {string} path with its `{parameters}`
 * @property {string} [summary]
 * @property {Record<string, any>} pathParameters
 * @property {Record<'query' | 'header' | 'cookie', Record<string, any>>} parameters the others that it
 *   sends: those with an example of its name, and, with their first example, those that are required
 * @property {any} [request] the body, where the operation takes one
 * @property {string} status a status code, a range such as `4XX`, or `default`
 * @property {any} response the body; `undefined` where there is none
 * @property {string} [responseSummary]
 */

/**
 * @typedef {object} ErrorCode
 * @property {string} code
 * @property {number} status
 * @property {'operation' | 'server'} scope
 * @property {string} when
 * @property {string} action
 * @property {'never' | 'jitter' | 'retryAfter' | 'backoff'} repeat
 * @property {{ min: number, max: number }} [delayMs] for `jitter`
 */

/**
 * What a local reference points at; anything else is returned as it is.
 *
 * @param {OpenApiDocument} document
 * @param {any} value
 * @returns {any}
 * @throws {Error} when the reference leads nowhere
 */
export function resolve(document, value) {
  let current = value;
  while (typeof current?.$ref === 'string') current = at(document, current.$ref);
  return current;
}

/**
 * The value at a JSON Pointer in its fragment form, such as `#/components/schemas/Error`.
 *
 * @param {OpenApiDocument} document
 * @param {string} pointer
 * @returns {any}
 * @throws {Error} when there is none
 */
export function at(document, pointer) {
  let current = document;
  for (const token of pointer.replace(/^#\/?/, '').split('/').filter(Boolean)) {
    current = current?.[decodeURIComponent(token).replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  if (current === undefined) throw new Error(`The contract has nothing at ${pointer}`);
  return current;
}

/**
 * @param {OpenApiDocument} document
 * @returns {Operation[]} in the order of the document
 */
export function operationsOf(document) {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods
      .filter((method) => item[method])
      .map((method) => {
        const operation = item[method];
        const parameters = new Map();
        for (const reference of [...(item.parameters ?? []), ...(operation.parameters ?? [])]) {
          const parameter = resolve(document, reference);
          parameters.set(`${parameter.in} ${parameter.name}`, parameter);
        }
        return {
          operationId: operation.operationId,
          method,
          path,
          operation,
          parameters: [...parameters.values()],
          ...(operation.requestBody && { requestBody: resolve(document, operation.requestBody) }),
          responses: Object.fromEntries(
            Object.entries(operation.responses).map(([status, response]) => [
              status,
              resolve(document, response),
            ]),
          ),
        };
      }),
  );
}

/**
 * @param {OpenApiDocument} document
 * @param {any} holder an object with `examples`, such as a media type or a parameter
 * @returns {{ name: string, summary?: string, description?: string, value: any }[]}
 */
export function examplesOf(document, holder) {
  return Object.entries(holder?.examples ?? {}).map(([name, example]) => ({
    name,
    ...resolve(document, example),
  }));
}

/**
 * @param {OpenApiDocument} document
 * @returns {Exchange[]} in the order of the document
 */
export function exchangesOf(document) {
  return operationsOf(document).flatMap((operation) => {
    const { operationId, method, path, parameters, requestBody, responses } = operation;
    const given = parameters.map(({ name, in: place, required, ...parameter }) => ({
      name,
      place,
      required,
      examples: examplesOf(document, parameter),
    }));
    const inPath = given.filter(({ place }) => place === 'path');
    const answers = Object.entries(responses).flatMap(([status, response]) =>
      examplesOf(document, json(response)).map((example) => ({ status, example })),
    );
    const empty = Object.keys(responses).filter(
      (status) => isSuccess(status) && !responses[status].content,
    );

    return requests().flatMap(({ name, summary, value }) => {
      const answer = answers.find(({ example }) => example.name === name);
      const status = answer?.status ?? (empty.length === 1 ? empty[0] : undefined);
      if (status === undefined) return [];
      return [
        {
          name,
          operationId,
          method,
          path,
          ...(summary && { summary }),
          pathParameters: Object.fromEntries(
            inPath.map((parameter) => [parameter.name, exampleOf(parameter, name)?.value]),
          ),
          parameters: {
            query: sentIn('query', name),
            header: sentIn('header', name),
            cookie: sentIn('cookie', name),
          },
          ...(requestBody && { request: value }),
          status,
          response: answer?.example.value,
          ...(answer?.example.summary && { responseSummary: answer.example.summary }),
        },
      ];
    });

    /** @returns {{ name: string, summary?: string, value?: any }[]} */
    function requests() {
      const bodies = requestBody ? examplesOf(document, json(requestBody)) : [];
      // Without a body, the first path parameter's examples name the requests.
      const named = bodies.length > 0 || !inPath[0] ? bodies : inPath[0].examples;
      if (named.length > 0) return named.map((one) => (bodies.length > 0 ? one : nameOf(one)));
      return answers
        .filter(({ status }) => isSuccess(status) && !requestBody?.required)
        .map(({ example }) => nameOf(example));
    }

    /** @param {string} place @param {string} name of the exchange */
    function sentIn(place, name) {
      return Object.fromEntries(
        given
          .filter((parameter) => parameter.place === place)
          .flatMap((parameter) => {
            const example =
              exampleOf(parameter, name) ?? (parameter.required && parameter.examples[0]);
            return example ? [[parameter.name, example.value]] : [];
          }),
      );
    }
  });
}

/** @param {{ examples: { name: string, value: any }[] }} holder @param {string} name */
function exampleOf({ examples }, name) {
  return examples.find((example) => example.name === name);
}

/** @param {{ name: string, summary?: string }} example */
function nameOf({ name, summary }) {
  return { name, ...(summary && { summary }) };
}

/** @param {string} status a status code, a range or `default` */
export function isSuccess(status) {
  return status.startsWith('2');
}

/** @param {any} holder a request body or a response @returns {any} its media type, where that is JSON */
export function json(holder) {
  return holder?.content?.[jsonTypeOf(holder) ?? ''];
}

/**
 * The name of the media type that a body is sent in: `application/json`, or one made of it.
 *
 * @param {any} holder a request body or a response
 * @returns {string | undefined}
 */
export function jsonTypeOf(holder) {
  return Object.keys(holder?.content ?? {}).find(isJsonType);
}

/** @param {string} mediaType such as `application/merge-patch+json` */
export function isJsonType(mediaType) {
  return /^application\/([\w.-]+\+)?json$/.test(mediaType);
}

/**
 * The name that a schema has where names are identifiers, in types: `Add-On` is `AddOn`.
 *
 * @param {string} name
 */
export function typeNameOf(name) {
  const words = name.split(/[^A-Za-z0-9]+/).filter(Boolean);
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /^\d/.test(joined) ? `Schema${joined}` : joined;
}

/**
 * The path of an operation with its parameters filled in and encoded.
 *
 * @param {string} path
 * @param {Record<string, string>} pathParameters
 */
export function fillPath(path, pathParameters) {
  return path.replace(/\{([^}]+)\}/g, (_, name) =>
    encodeURIComponent(String(pathParameters[name])),
  );
}

/**
 * @param {OpenApiDocument} document
 * @returns {ErrorCode[]} in the order of the table
 */
export function errorCodesOf(document) {
  return Object.entries(document['x-error-codes'] ?? {}).map(([code, entry]) => ({
    code,
    ...entry,
  }));
}
