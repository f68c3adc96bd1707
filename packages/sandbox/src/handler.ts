import {
  checkAccept,
  checkMediaType,
  decodeBody,
  decodeParameters,
  decodeQuery,
  type Match,
  parseBody,
  queryOf,
} from '@connect-api/http-edge';
import type { Credential } from './authenticate.js';
import { formatInstant } from './clock.js';
import type { Operation } from './contract.js';
import { answerFromExamples } from './examples.js';
import type { Fault } from './faults.js';
import { apiKeyHeader, errors, idempotencyKey as keyParameter } from './generated/contract.js';
import { type Answer, type ApiRequest, type ApiResponse, connectionLost } from './http.js';
import { fingerprintOf, isRemembered } from './idempotency.js';
import { invalid, Problem, problem, problemOfStatus } from './problem.js';
import type { Rules } from './rules/rules.js';
import { settle } from './settle.js';
import type { Commit, EffectInput, Lease, Store } from './store/store.js';
import type { TimeZone } from './time-zone.js';
import type { RequestCheck } from './validation.js';
import { type Catalogue, showSubscription } from './world/catalogue.js';

/** What a handler works with. */
export interface Parts {
  route(method: string, url: string): Match<Operation>;
  authenticate(apiKey: string | undefined): Credential;
  checks: Record<string, RequestCheck>;
  rules: Record<string, Rules<never>>;
  catalogue: Catalogue;
  zone: TimeZone;
  store: Store;
  /** Waits for so many milliseconds. */
  sleep(ms: number): Promise<void>;
}

/** One request on its way through the checks. */
interface Call {
  request: ApiRequest;
  requestId: string;
  operation: Operation;
  rawParameters: Record<string, string>;
  credential: Credential;
  text: string | undefined;
  idempotencyKey: string | undefined;
  delayMs: number;
}

/** What a request comes to, before it is committed. */
interface Decision {
  response: ApiResponse;
  change?: NonNullable<Commit['change']>;
  effect?: EffectInput;
}

/**
 * Answers the requests of the API, in the order of checks of the contract ("Order of checks" in
 * spec/openapi.yaml). What is refused is thrown as a `Problem`.
 */
export function createHandler(
  parts: Parts,
): (request: ApiRequest, requestId: string) => Promise<Answer> {
  const { store, zone, catalogue } = parts;

  return async (request, requestId) => {
    const { operation, rawParameters } = parts.route(request.method, request.url);
    checkAccept(request.header('accept'));
    const credential = parts.authenticate(request.header(apiKeyHeader));
    const fault = await store.takeFault(operation.operationId);
    if (fault?.type === 'connectionReset') return connectionLost;
    refuseByFault(fault);
    checkForm(request, operation);
    checkHeaders(request, parts.checks[operation.operationId]);
    const idempotencyKey = operation.idempotent ? request.header(keyParameter.header) : undefined;
    const text = request.body && decodeBody(request.body);
    const delayMs = fault?.type === 'delay' ? fault.delayMs : 0;
    const call = {
      request,
      requestId,
      operation,
      rawParameters,
      credential,
      text,
      idempotencyKey,
      delayMs,
    };
    const response = await (idempotencyKey === undefined
      ? execute(call)
      : executeOnce(call, idempotencyKey));
    return fault?.type === 'answerLost' ? connectionLost : response;
  };

  async function executeOnce(call: Call, key: string): Promise<ApiResponse> {
    const { credential, request, text } = call;
    const claim = await store.claim(
      `${credential.tenantId} ${key}`,
      fingerprintOf(request, credential, text),
    );
    switch (claim.kind) {
      case 'replay':
        return claim.response;
      case 'mismatch':
        throw problem('idempotency_key_mismatch');
      case 'locked':
        throw problem('idempotency_key_locked');
      case 'full':
        throw problem('RATE_LIMITED', {
          message: 'The sandbox holds as many idempotency keys as it can.',
          headers: { 'Retry-After': String(claim.retryAfterSeconds) },
        });
      case 'granted':
        return execute(call, claim.lease);
    }
  }

  async function execute(call: Call, lease?: Lease): Promise<ApiResponse> {
    try {
      if (call.delayMs > 0) await parts.sleep(call.delayMs);
      for (;;) {
        const decision = await decide(call);
        const result = await store.commit({ lease, ...decision });
        if (result === 'done') return decision.response;
        if (result === 'lease lost') throw problem('SERVICE_UNAVAILABLE');
      }
    } catch (error) {
      if (lease) await store.release(lease);
      throw error;
    }
  }

  /** Throws what is not remembered; a refusal that is remembered is a decision. */
  async function decide(call: Call): Promise<Decision> {
    const parameters = decodeParameters(call.rawParameters);
    const body = validate(call, parameters);
    try {
      return await decideByRules(call, parameters, body);
    } catch (error) {
      if (!(error instanceof Problem) || !isRemembered(error.status)) throw error;
      return { response: error.toResponse(call.requestId) };
    }
  }

  /** Returns the body; what does not fit the contract is thrown as one 400 with all its details. */
  function validate(
    { operation, request, text }: Call,
    parameters: Record<string, string>,
  ): unknown {
    const check = parts.checks[operation.operationId];
    const query = queryOf(request.url);
    const decodedQuery = decodeQuery(query);
    const body = hasBody(operation, request) ? parseBody(text) : undefined;
    const details = [
      ...(check?.path(parameters) ?? []),
      ...(check?.query(decodedQuery) ?? []),
      ...((hasBody(operation, request) && check?.body(body)) || []),
    ];
    if (details.length > 0) throw invalid(...details);
    return body;
  }

  async function decideByRules(
    call: Call,
    parameters: Record<string, string>,
    body: unknown,
  ): Promise<Decision> {
    const { operation, requestId } = call;
    const { operationId, examples } = operation;
    const now = await store.now();
    const rules = parts.rules[operationId] as Rules<unknown> | undefined;
    if (!rules) {
      if (!examples) throw new Error(`${operationId} has neither rules nor examples.`);
      const response = answerFromExamples(examples, parameters, body, requestId);
      const executed = response.status < 300 && operation.idempotent;
      return { response, ...(executed && { effect: effectOf(call, now) }) };
    }
    const today = zone.dateAt(now);
    const details = rules.check(body, today);
    if (details.length > 0) throw invalid(...details);
    await settle(store, zone, today);
    const before = await ownSubscription(parameters['subscriptionId'] ?? '', call.credential);
    const { subscription, shown } = rules.apply(before.value, body, {
      catalogue,
      zone,
      now,
      today,
    });
    return {
      response: {
        status: 200,
        headers: { 'Content-Type': 'application/json', 'X-Request-Id': requestId },
        body: showSubscription(shown ?? subscription, catalogue),
      },
      change: { before, after: subscription },
      effect: effectOf(call, now, subscription.subscriptionId),
    };
  }

  async function ownSubscription(subscriptionId: string, { tenantId }: Credential) {
    const held = await store.subscription(subscriptionId);
    if (!held) {
      throw problem('SUBSCRIPTION_NOT_FOUND', {
        message: `There is no subscription ${subscriptionId}.`,
      });
    }
    if (held.value.tenantId !== tenantId) {
      throw problem('FORBIDDEN', {
        message: `This API key has no access to subscription ${subscriptionId}.`,
      });
    }
    return held;
  }
}

function refuseByFault(fault: Fault | undefined): void {
  if (fault?.type !== 'rateLimit' && fault?.type !== 'status') return;
  const { retryAfter } = fault;
  throw problemOfStatus(
    fault.type === 'status' ? fault.status : errors.RATE_LIMITED.status,
    retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) },
  );
}

/** Size, then media type: the 413 and the 415. */
function checkForm(request: ApiRequest, operation: Operation): void {
  if (!hasBody(operation, request)) return;
  if (request.body === undefined) throw problem('PAYLOAD_TOO_LARGE');
  checkMediaType(request.header('content-type'), request.header('content-encoding'));
}

/** The form of the idempotency key, and of whatever other header the contract names: the 400. */
function checkHeaders(request: ApiRequest, check: RequestCheck | undefined): void {
  const get = (name: string) => request.header(name.toLowerCase()) ?? null;
  const details = check?.headers({ get }) ?? [];
  if (details.length === 0) return;
  const isKey = details.some(({ property }) => property?.toLowerCase() === keyParameter.header);
  throw problem('VALIDATION_ERROR', {
    details,
    ...(isKey && { hint: 'Send a valid key, or leave the header out.' }),
  });
}

function hasBody({ requestBody }: Operation, { body }: ApiRequest): boolean {
  return requestBody === 'required' || (requestBody === 'optional' && body?.length !== 0);
}

function effectOf(
  { operation, requestId, credential, idempotencyKey }: Call,
  now: number,
  subscriptionId?: string,
): EffectInput {
  const { operationId } = operation;
  const { tenantId } = credential;
  const at = formatInstant(now);
  const effect: EffectInput = { at, cause: 'request', operationId, requestId, tenantId };
  if (idempotencyKey !== undefined) effect.idempotencyKey = idempotencyKey;
  if (subscriptionId !== undefined) effect.subscriptionId = subscriptionId;
  return effect;
}
