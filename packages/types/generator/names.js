import { banner, json, operationsOf } from '@connect-api/spec';

/**
 * A friendly name for every schema and for what every operation takes and gives.
 *
 * @param {any} document
 * @param {string} digest
 */
export function generateNames(document, digest) {
  const names = new Set(Object.keys(document.components.schemas));
  return [
    banner('packages/types/generator/names.js', digest),
    "import type { operations } from './openapi.js';\n",
    `export type {\n${[...names].map((name) => `  ${name},\n`).join('')}} from './openapi.js';\n`,
    ...operationsOf(document).flatMap((operation) => operationNames(operation, names)),
    alias(
      'OperationId',
      operationsOf(document)
        .map(({ operationId }) => quote(operationId))
        .join('\n  | '),
      'The name of an operation.',
    ),
    alias(
      'ContractDigest',
      quote(digest),
      'SHA-256 over the bytes of the bundled contract that these types were made from, in hex.',
    ),
  ].join('\n');
}

/**
 * @param {import('@connect-api/spec').Operation} operation
 * @param {Set<string>} schemas names that a schema already has
 */
function operationNames({ operationId, parameters, requestBody, responses }, schemas) {
  const name = operationId[0]?.toUpperCase() + operationId.slice(1);
  const type = `operations[${quote(operationId)}]`;
  const bodies = (/** @type {(status: string) => boolean} */ wanted) =>
    Object.keys(responses)
      .filter((status) => wanted(status) && json(responses[status]))
      .map((status) => {
        const key = status === 'default' ? quote(status) : status;
        return `${type}['responses'][${key}]['content']['application/json']`;
      })
      .join('\n  | ');
  const succeeds = (/** @type {string} */ status) => status.startsWith('2');

  const candidates = [
    parameters.some((parameter) => parameter.in === 'path') && {
      name: `${name}PathParameters`,
      type: `${type}['parameters']['path']`,
      text: `The path parameters of \`${operationId}\`.`,
    },
    json(requestBody) && {
      name: `${name}Request`,
      type: `NonNullable<${type}['requestBody']>['content']['application/json']`,
      text: `The request body of \`${operationId}\`.`,
    },
    bodies(succeeds) && {
      name: `${name}Response`,
      type: bodies(succeeds),
      text: `The body of a successful response of \`${operationId}\`.`,
    },
    bodies((status) => !succeeds(status)) && {
      name: `${name}Error`,
      type: bodies((status) => !succeeds(status)),
      text: `The body of an error response of \`${operationId}\`.`,
    },
  ];
  return candidates
    .filter((candidate) => candidate && !schemas.has(candidate.name))
    .map((candidate) => alias(candidate.name, candidate.type, candidate.text));
}

/**
 * @param {string} name
 * @param {string} type
 * @param {string} [text]
 */
function alias(name, type, text) {
  const comment = text
    ? `/** ${text.trim().replaceAll('*/', '*\\/').replaceAll('\n', '\n * ')} */\n`
    : '';
  return `${comment}export type ${name} = ${type.includes('\n') ? `\n  | ${type}` : type};\n`;
}

/** @param {string} text */
function quote(text) {
  return `'${text.replaceAll("'", "\\'")}'`;
}
