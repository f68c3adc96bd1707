import { type Example, type Operation, requestContentOf } from './operation.js';
import { exampleNames } from './prefer.js';

/** The statuses and the names of the examples that `Prefer` can ask for, by operation. */
export function listExamples(operations: Operation[]) {
  return operations.map((operation) => ({
    operationId: operation.iid,
    method: operation.method.toUpperCase(),
    path: operation.path,
    responses: Object.fromEntries(
      operation.responses.map((response) => [response.code, exampleNames(response)]),
    ),
  }));
}

/** A `curl` command for the contract's first example of success, ready to paste. */
export function curlCommand(operations: Operation[], url: string): string {
  const operation = operations.find(isPlain) ?? operations[0];
  const success = operation?.responses.find(({ code }) => code.startsWith('2'));
  const [name] = success ? exampleNames(success) : [];
  if (!operation || !name) return `curl ${url}/__health`;
  const path = operation.path.replace(/\{([^}]+)\}/g, (_, parameter: string) => {
    const examples = operation.request.path
      .filter((each) => each.name === parameter)
      .flatMap((each) => each.examples);
    return encodeURIComponent(String(exampleValue(examples, name)));
  });
  const content = requestContentOf(operation);
  const body = content && exampleValue(content.examples, name);
  const headers = [
    ...operation.security
      .flat()
      .flatMap((scheme) =>
        scheme.type === 'apiKey' && scheme.in === 'header' ? [`${scheme.name}: any-key`] : [],
      ),
    ...(body === undefined ? [] : ['Content-Type: application/json']),
  ];
  return [
    `curl -X ${operation.method.toUpperCase()} ${quote(url + path)}`,
    ...headers.map((header) => `-H ${quote(header)}`),
    ...(body === undefined ? [] : [`-d ${quote(JSON.stringify(body))}`]),
  ].join(' ');
}

/** Whether the path and plain JSON are all that it needs. */
function isPlain(operation: Operation): boolean {
  const { query, headers, cookie } = operation.request;
  const others = [...query, ...headers, ...cookie];
  const content = requestContentOf(operation);
  return (
    others.every(({ required }) => !required) &&
    (content === undefined || content.mediaType === 'application/json')
  );
}

function exampleValue(examples: Example[], name: string): unknown {
  const example = examples.find(({ key }) => key === name) ?? examples[0];
  return example && 'value' in example ? example.value : undefined;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
