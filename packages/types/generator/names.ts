import {
  banner,
  isSuccess,
  json,
  jsonTypeOf,
  type OpenApiDocument,
  type Operation,
  operationsOf,
  type ResponseObject,
  typeNameOf,
  type Webhook,
  webhooksOf,
} from '@connect-api/spec';

/** A friendly name for every schema and for what every operation takes and gives. */
export function generateNames(document: OpenApiDocument, digest: string) {
  const names = new Set(Object.keys(document.components?.schemas ?? {}).map(typeNameOf));
  return [
    banner('packages/types/generator/names.ts', digest),
    `import type {\n  operations,\n  webhooks,\n${[...bodySchemas(document)].map((name) => `  ${name},\n`).join('')}} from './openapi.js';\n`,
    `export type {\n${[...names].map((name) => `  ${name},\n`).join('')}} from './openapi.js';\n`,
    ...operationsOf(document).flatMap((operation) => operationNames(operation, names)),
    alias(
      'OperationId',
      operationsOf(document)
        .map(({ operationId }) => quote(operationId))
        .join('\n  | '),
      'The name of an operation.',
    ),
    events(webhooksOf(document)),
    alias('WebhookName', 'keyof WebhookEvents', 'The name of a webhook.'),
    alias('WebhookEvent', eventsOf(document), 'Any event; its name in it tells which.'),
    alias(
      'ContractDigest',
      quote(digest),
      'SHA-256 over the bytes of the bundled contract that these types were made from, in hex.',
    ),
  ].join('\n');
}

/** @param schemas names that a schema already has */
function operationNames(
  { operationId, method, path, parameters, requestBody, responses }: Operation,
  schemas: Set<string>,
) {
  if (!operationId) throw new Error(`${method.toUpperCase()} ${path}: it has no operationId.`);
  const name = typeNameOf(operationId);
  const type = `operations[${quote(operationId)}]`;
  // An editor shows what NonNullable is given.
  const inlineBody = () =>
    `${requestBody?.required ? `${type}['requestBody']` : `NonNullable<${type}['requestBody']>`}${contentOf(requestBody)}`;
  const bodies = (wanted: (status: string) => boolean) =>
    Object.keys(responses)
      .filter((status) => wanted(status) && jsonTypeOf(responses[status]))
      .map((status) => {
        const key = /^\d+$/.test(status) ? status : quote(status);
        return `${type}['responses'][${key}]${contentOf(responses[status])}`;
      })
      .join('\n  | ');

  const candidates = [
    parameters.some((parameter) => parameter.in === 'path') && {
      name: `${name}PathParameters`,
      type: `${type}['parameters']['path']`,
      text: `The path parameters of \`${operationId}\`.`,
    },
    jsonTypeOf(requestBody) && {
      name: `${name}Request`,
      type: bodySchemaOf(requestBody) ?? inlineBody(),
      text: `The request body of \`${operationId}\`.`,
    },
    bodies(isSuccess) && {
      name: `${name}Response`,
      type: bodies(isSuccess),
      text: `The body of a successful response of \`${operationId}\`.`,
    },
    bodies((status) => !isSuccess(status)) && {
      name: `${name}Error`,
      type: bodies((status) => !isSuccess(status)),
      text: `The body of an error response of \`${operationId}\`.`,
    },
  ];
  return candidates.flatMap((candidate) =>
    candidate && !schemas.has(candidate.name)
      ? [alias(candidate.name, candidate.type, candidate.text)]
      : [],
  );
}

/** The names of the schemas that are whole request bodies, where a type has another name. */
function bodySchemas(document: OpenApiDocument): Set<string> {
  const used = operationsOf(document).flatMap(({ operationId, requestBody }) => {
    const name = bodySchemaOf(requestBody);
    return operationId && name && name !== `${typeNameOf(operationId)}Request` ? [name] : [];
  });
  return new Set(used);
}

/** The type that a request body has a name for. */
function bodySchemaOf(body: Operation['requestBody']): string | undefined {
  const name = json(body)?.schema?.$ref?.split('/').at(-1);
  return name === undefined ? undefined : typeNameOf(name);
}

/** @param holder a request body or a response */
function contentOf(holder: Pick<ResponseObject, 'content'> | undefined) {
  return `['content'][${quote(jsonTypeOf(holder) ?? '')}]`;
}

function eventsOf(document: OpenApiDocument) {
  const names = webhooksOf(document).flatMap(({ name, type }) => (type ? [quote(name)] : []));
  return names.length > 0 ? `WebhookEvents[${names.join(' | ')}]` : 'never';
}

function events(webhooks: Webhook[]) {
  const members = webhooks.map(({ name, requestBody, operation }) => {
    const holder = `webhooks[${quote(name)}]['post']['requestBody']`;
    const type = `${requestBody.required ? holder : `NonNullable<${holder}>`}${contentOf(requestBody)}`;
    const summary = operation.summary ? `  /** ${oneLine(operation.summary)}. */\n` : '';
    return `${summary}  ${quote(name)}: ${type};\n`;
  });
  const text = '/** What the API sends: the bodies of its webhooks, by their names. */';
  return `${text}\nexport interface WebhookEvents {\n${members.join('')}}\n`;
}

function alias(name: string, type: string, text?: string) {
  const comment = text
    ? `/** ${text.trim().replaceAll('*/', '*\\/').replaceAll('\n', '\n * ')} */\n`
    : '';
  return `${comment}export type ${name} = ${type.includes('\n') ? `\n  | ${type}` : type};\n`;
}

function oneLine(text: string) {
  return text.replaceAll('*/', '*\\/').replaceAll(/\s+/g, ' ').trim();
}

function quote(text: string) {
  return `'${text.replaceAll("'", "\\'")}'`;
}
