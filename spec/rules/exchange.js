import { eachOperation, examplesOf, parametersOf } from './operation.js';

/**
 * Every named request example is one whole exchange: just one response of its operation, and each
 * path parameter, have an example of the same name.
 */
export default function exchange() {
  return eachOperation((operation, { pathItem, report }) => {
    const { operationId } = operation.value;
    const pathParameters = parametersOf(operation, pathItem).filter(({ value }) => value?.in === 'path');
    const responses = operation.get('responses').entries();
    const examples = operation.get('requestBody', 'content');

    for (const [, mediaType] of examples.entries()) {
      for (const [name] of mediaType.get('examples').entries()) {
        const location = mediaType.get('examples').location.child([name]).key();

        const answers = responses.filter(([, response]) =>
          examplesOf(response).some(([other]) => other === name),
        );
        if (answers.length !== 1) {
          const found = answers.map(([status]) => status).join(' and ') || 'none';
          report({
            message: `The request example ${name} of ${operationId} needs one response example of the same name; found: ${found}.`,
            location,
          });
        }
        for (const { value } of pathParameters.filter(({ value }) => !value.examples?.[name])) {
          report({
            message: `The request example ${name} of ${operationId} needs an example of the same name for the path parameter ${value.name}.`,
            location,
          });
        }
      }
    }
  });
}
