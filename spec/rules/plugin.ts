// The house rules of this contract, as a Redocly plugin. What each one asks for: README.md.
import apiKeyRequired from './api-key-required.ts';
import closedRequests from './closed-requests.ts';
import commonResponses from './common-responses.ts';
import conditions from './conditions.ts';
import descriptionRequired from './description-required.ts';
import documentedExamples from './documented-examples.ts';
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
import openapiVersion from './openapi-version.ts';
import operationId from './operation-id.ts';
import operationParts from './operation-parts.ts';
import operationTag from './operation-tag.ts';
import parameterForm from './parameter-form.ts';
import possibleValues from './possible-values.ts';
import references from './references.ts';
import requestIdHeader from './request-id-header.ts';
import schemaWords from './schema-words.ts';
import sectionExists from './section-exists.ts';
import semanticVersion from './semantic-version.ts';
import texts from './texts.ts';
import typeNames from './type-names.ts';
import unusedFile from './unused-file.ts';
import unusedTag from './unused-tag.ts';
import urls from './urls.ts';
import webhook from './webhook.ts';
import webhookDelivery from './webhook-delivery.ts';
import workflowOperation from './workflow-operation.ts';
import writeOperationIdempotency from './write-operation-idempotency.ts';

export default function connect() {
  return {
    id: 'connect',
    rules: {
      oas3: {
        'api-key-required': apiKeyRequired,
        'closed-requests': closedRequests,
        'common-responses': commonResponses,
        conditions,
        'description-required': descriptionRequired,
        'documented-examples': documentedExamples,
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
        'openapi-version': openapiVersion,
        'operation-id': operationId,
        'operation-parts': operationParts,
        'operation-tag': operationTag,
        'parameter-form': parameterForm,
        'possible-values': possibleValues,
        references,
        'request-id-header': requestIdHeader,
        'schema-words': schemaWords,
        'section-exists': sectionExists,
        'semantic-version': semanticVersion,
        texts,
        'type-names': typeNames,
        'unused-file': unusedFile,
        'unused-tag': unusedTag,
        urls,
        webhook,
        'webhook-delivery': webhookDelivery,
        'write-operation-idempotency': writeOperationIdempotency,
      },
      arazzo1: { 'workflow-operation': workflowOperation },
    },
  };
}
