// The house rules of this contract, as a Redocly plugin. What each one asks for: README.md.
import closedRequests from './closed-requests.js';
import descriptionRequired from './description-required.js';
import enumDescription from './enum-description.js';
import enumVariants from './enum-variants.js';
import errorCodeKnown from './error-code-known.js';
import errorCodeTable from './error-code-table.js';
import errorSchema from './error-schema.js';
import examplesRequired from './examples-required.js';
import exchange from './exchange.js';
import openResponses from './open-responses.js';
import operationId from './operation-id.js';
import requestIdHeader from './request-id-header.js';
import writeOperationIdempotency from './write-operation-idempotency.js';

export default function connect() {
  return {
    id: 'connect',
    rules: {
      oas3: {
        'closed-requests': closedRequests,
        'description-required': descriptionRequired,
        'enum-description': enumDescription,
        'enum-variants': enumVariants,
        'error-code-known': errorCodeKnown,
        'error-code-table': errorCodeTable,
        'error-schema': errorSchema,
        'examples-required': examplesRequired,
        exchange,
        'open-responses': openResponses,
        'operation-id': operationId,
        'request-id-header': requestIdHeader,
        'write-operation-idempotency': writeOperationIdempotency,
      },
    },
  };
}
