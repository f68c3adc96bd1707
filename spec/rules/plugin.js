// The house rules of this contract, as a Redocly plugin. What each one asks for: README.md.
import apiKeyRequired from './api-key-required.js';
import closedRequests from './closed-requests.js';
import commonResponses from './common-responses.js';
import descriptionRequired from './description-required.js';
import enumDescription from './enum-description.js';
import enumVariants from './enum-variants.js';
import errorCodeKnown from './error-code-known.js';
import errorCodeTable from './error-code-table.js';
import errorSchema from './error-schema.js';
import examplesRequired from './examples-required.js';
import exchange from './exchange.js';
import namedExamples from './named-examples.js';
import noTrailingSpace from './no-trailing-space.js';
import openResponses from './open-responses.js';
import operationId from './operation-id.js';
import requestIdHeader from './request-id-header.js';
import sectionExists from './section-exists.js';
import semanticVersion from './semantic-version.js';
import unusedFile from './unused-file.js';
import writeOperationIdempotency from './write-operation-idempotency.js';

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
        'named-examples': namedExamples,
        'no-trailing-space': noTrailingSpace,
        'open-responses': openResponses,
        'operation-id': operationId,
        'request-id-header': requestIdHeader,
        'section-exists': sectionExists,
        'semantic-version': semanticVersion,
        'unused-file': unusedFile,
        'write-operation-idempotency': writeOperationIdempotency,
      },
    },
  };
}
