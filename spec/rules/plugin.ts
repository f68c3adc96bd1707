// The house rules of this contract, as a Redocly plugin. What each one asks for: README.md.
import apiKeyRequired from './api-key-required.ts';
import closedRequests from './closed-requests.ts';
import commonResponses from './common-responses.ts';
import descriptionRequired from './description-required.ts';
import enumDescription from './enum-description.ts';
import enumVariants from './enum-variants.ts';
import errorCodeKnown from './error-code-known.ts';
import errorCodeTable from './error-code-table.ts';
import errorSchema from './error-schema.ts';
import examplesRequired from './examples-required.ts';
import exchange from './exchange.ts';
import jsonBodies from './json-bodies.ts';
import namedExamples from './named-examples.ts';
import noTrailingSpace from './no-trailing-space.ts';
import openResponses from './open-responses.ts';
import operationId from './operation-id.ts';
import operationParts from './operation-parts.ts';
import parameterForm from './parameter-form.ts';
import requestIdHeader from './request-id-header.ts';
import schemaWords from './schema-words.ts';
import sectionExists from './section-exists.ts';
import semanticVersion from './semantic-version.ts';
import typeNames from './type-names.ts';
import unusedFile from './unused-file.ts';
import webhook from './webhook.ts';
import writeOperationIdempotency from './write-operation-idempotency.ts';

export default function connect() {
  return {
    id: 'connect',
    rules: {
      oas3: {
        'api-key-required': apiKeyRequired,
        'closed-requests': closedRequests,
        'common-responses': commonResponses,
        'description-required': descriptionRequired,
        'enum-description': enumDescription,
        'enum-variants': enumVariants,
        'error-code-known': errorCodeKnown,
        'error-code-table': errorCodeTable,
        'error-schema': errorSchema,
        'examples-required': examplesRequired,
        exchange,
        'json-bodies': jsonBodies,
        'named-examples': namedExamples,
        'no-trailing-space': noTrailingSpace,
        'open-responses': openResponses,
        'operation-id': operationId,
        'operation-parts': operationParts,
        'parameter-form': parameterForm,
        'request-id-header': requestIdHeader,
        'schema-words': schemaWords,
        'section-exists': sectionExists,
        'semantic-version': semanticVersion,
        'type-names': typeNames,
        'unused-file': unusedFile,
        webhook,
        'write-operation-idempotency': writeOperationIdempotency,
      },
    },
  };
}
