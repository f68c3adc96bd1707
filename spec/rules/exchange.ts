import { isSuccess } from '../lib/contract.ts';
import type { Node } from './node.ts';
import { eachOperation, examplesOf, parametersOf } from './operation.ts';
import type { Location, Visitor } from './redocly.js';

/**
 * Every named request is one whole exchange: just one response of its operation, and each path
 * parameter, have an example of the same name. The request body's examples name the requests, or,
 * without a body, those of the first path parameter; there is at least one. A success without a body
 * has no examples: it answers the requests that nothing else does.
 */
export default function exchange(): Visitor {
  return eachOperation((operation, { pathItem, report }) => {
    const { operationId } = operation.value;
    const inPath = parametersOf(operation, pathItem).filter(({ value }) => value?.in === 'path');
    const responses = operation.get('responses').entries();
    const body = operation.get('requestBody');
    const hasEmpty =
      responses.filter(([status, { value }]) => isSuccess(status) && !value?.content).length === 1;
    const answersTo = (name: string) =>
      responses.filter(([, response]) => examplesOf(response).some(([other]) => other === name));

    if (!body.value) {
      const requests = inPath[0]?.get('examples').entries() ?? [];
      const isAnswered = ([name]: [string, unknown]) => answersTo(name).length === 1 || hasEmpty;
      if (inPath.length > 0 && !requests.some(isAnswered)) {
        report({
          message: `${operationId} has no exchange. Give its path parameters and one of its responses an example of the same name.`,
          location: operation.location.key(),
        });
      }
      return;
    }

    /** the first of each request */
    const sent: Map<string, { name: string; answer: string }> = new Map();
    for (const { name, location } of placesOfExamples(body)) {
      const answers = answersTo(name);
      if (answers.length !== 1 && !(answers.length === 0 && hasEmpty)) {
        const found = answers.map(([status]) => status).join(' and ') || 'none';
        report({
          message: `The request example ${name} of ${operationId} needs one response example of the same name; found: ${found}.`,
          location,
        });
      }
      const example = exampleOf(body, name);
      const request = JSON.stringify([
        ...inPath.map((parameter) => parameter.get('examples', name).value?.value),
        example.value?.value,
      ]);
      const answer = JSON.stringify(
        answers.map(([status, response]) => [status, exampleOf(response, name).value?.value]),
      );
      const first = sent.get(request);
      if (first && first.answer !== answer) {
        report({
          message: `The exchange ${name} sends the same request as ${first.name}, and is answered otherwise. Change the request or the answer.`,
          // The file of the example, not the list that refers to it.
          location: example.location,
        });
      }
      if (!first) sent.set(request, { name, answer });
      for (const { value } of inPath.filter(({ value }) => !value.examples?.[name])) {
        report({
          message: `The request example ${name} of ${operationId} needs an example of the same name for the path parameter ${value.name}.`,
          location,
        });
      }
    }
  });
}

function exampleOf(holder: Node, name: string) {
  const [, found] = examplesOf(holder).find(([other]) => other === name) ?? [];
  return found ?? holder.get('none');
}

/** @returns where they are written */
function placesOfExamples(body: Node): { name: string; location: Location }[] {
  return body
    .get('content')
    .entries()
    .map(([, mediaType]) => mediaType.get('examples'))
    .flatMap(({ value, location }) =>
      Object.keys(value ?? {}).map((name) => ({ name, location: location.child([name]).key() })),
    );
}
