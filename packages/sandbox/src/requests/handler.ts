import {
  checkAccept,
  checkMediaType,
  decodeBody,
  decodeParameters,
  decodeQuery,
  Problem as EdgeProblem,
  isLater,
  type Match,
  parseBody,
  problemResponse,
  queryOf,
} from '@connect-api/http-edge';
import { apiKeyHeader, errors, idempotencyKey as keyParameter } from '../generated/contract.js';
import type { Operation } from '../operation.js';
import { detailsOf } from '../problems/detail.js';
import { invalid, Problem, problem, problemOfStatus } from '../problems/problem.js';
import type { AnyRules, Rules, RulesRequest } from '../rules/rules.js';
import type {
  Change,
  Claim,
  CommitResult,
  EffectInput,
  Lease,
  Reading,
  Store,
} from '../store/store.js';
import { formatInstant } from '../time/clock.js';
import type { ApplyDueChanges } from '../time/due-changes.js';
import type { TimeZone } from '../time/time-zone.js';
import type { RequestCheck } from '../validation/request-check.js';
import type { DeliveryInput } from '../webhooks/delivery.js';
import type { TellChange } from '../webhooks/events.js';
import { type Catalogue, showSubscription } from '../world/catalogue.js';
import { type Credential, nobody } from './authenticate.js';
import {
  type AskedInText,
  answerAs,
  isNamedByExamples,
  namedResponse,
  otherResponse,
} from './examples.js';
import type { Fault } from './faults.js';
import {
  type Answer,
  type ApiRequest,
  type ApiResponse,
  type Awaitable,
  connectionLost,
} from './http.js';
import { fingerprintOf, isRemembered } from './idempotency.js';
import type { OwnSubscriptions } from './own-subscriptions.js';
import { withRequiredHeaders } from './required-headers.js';

/** What a handler works with. */
export interface Parts {
  route(method: string, url: string): Match<Operation>;
  authenticate(apiKey: string | undefined, isOptional: boolean): Credential;
  checks: Record<string, RequestCheck>;
  rules: Record<string, AnyRules>;
  catalogue: Catalogue;
  zone: TimeZone;
  store: Store;
  applyDueChanges: ApplyDueChanges;
  /** The subscriptions as the tenant of a credential addresses them. */
  subscriptionsOf(credential: Credential): OwnSubscriptions;
  /** What a change sends. */
  tell: TellChange;
  /** Sends it, soon. */
  wake(): void;
  /** Waits for so many milliseconds. */
  sleep(ms: number): Promise<void>;
}

/** One request on its way through the checks. */
interface Call {
  /** The store's when the request arrived. */
  epoch: unknown;
  request: ApiRequest;
  requestId: string;
  operation: Operation;
  rawParameters: Record<string, string>;
  given: Given;
  credential: Credential;
  text: string | undefined;
  idempotencyKey: string | undefined;
  delayMs: number;
}

/** What its headers say. */
type Given = Pick<RulesRequest, 'headers' | 'cookies'>;

type Granted = Extract<Claim, { kind: 'granted' }>;

/** What a request comes to, before it is committed. */
interface Decision {
  response: ApiResponse;
  now?: number;
  changes?: Change[];
  effects?: EffectInput[];
  deliveries?: DeliveryInput[];
}

/**
 * Answers the requests of the API, in the order of checks of the contract ("Order of checks" in
 * spec/openapi.yaml). What is refused is thrown as a `Problem`.
 */
export function createHandler(
  parts: Parts,
): (request: ApiRequest, requestId: string) => Awaitable<Answer> {
  const { store, zone, catalogue } = parts;

  return (request, requestId) => {
    const match = parts.route(request.method, request.url);
    const { headers } = match.operation;
    return headers
      ? withHeaders(headers, request, requestId, match)
      : answerOf(request, requestId, match);
  };

  async function withHeaders(
    headers: NonNullable<Operation['headers']>,
    request: ApiRequest,
    requestId: string,
    match: Match<Operation>,
  ): Promise<Answer> {
    let answer: Answer;
    try {
      answer = await answerOf(request, requestId, match);
    } catch (error) {
      if (!(error instanceof EdgeProblem)) throw error;
      answer = problemResponse(error, errors, requestId);
    }
    if (answer === connectionLost) return answer;
    // What rules answer is theirs alone.
    const isRuled = parts.rules[match.operation.operationId] && answer.status < 400;
    return isRuled ? answer : withRequiredHeaders(answer, headers);
  }

  function answerOf(
    request: ApiRequest,
    requestId: string,
    match: Match<Operation>,
  ): Awaitable<Answer> {
    const { operation } = match;
    checkAccept(request.header('accept'));
    const credential =
      operation.security === 'none'
        ? nobody
        : parts.authenticate(apiKeyOf(request, operation), operation.security === 'optional');
    const fault = store.takeFault(operation.operationId);
    const epoch = store.epoch();
    if (isLater(fault) || isLater(epoch))
      return Promise.all([fault, epoch]).then(([played, current]) =>
        answerWith(played, current, credential, request, requestId, match),
      );
    return answerWith(fault, epoch, credential, request, requestId, match);
  }

  function answerWith(
    fault: Fault | undefined,
    epoch: unknown,
    credential: Credential,
    request: ApiRequest,
    requestId: string,
    { operation, rawParameters }: Match<Operation>,
  ): Awaitable<Answer> {
    if (fault?.type === 'connectionReset') return connectionLost;
    refuseByFault(fault);
    checkForm(request, operation);
    const given = checkHeaders(request, parts.checks[operation.operationId]);
    const idempotencyKey = operation.idempotent ? request.header(keyParameter.header) : undefined;
    const text = request.body && decodeBody(request.body);
    const delayMs = fault?.type === 'delay' ? fault.delayMs : 0;
    const call = {
      epoch,
      request,
      requestId,
      operation,
      rawParameters,
      given,
      credential,
      text,
      idempotencyKey,
      delayMs,
    };
    const claim = claimFor(call);
    const response = isLater(claim)
      ? claim.then((given) => replayOrExecute(call, given))
      : replayOrExecute(call, claim);
    return fault?.type === 'answerLost'
      ? Promise.resolve(response).then(() => connectionLost)
      : response;
  }

  function replayOrExecute(call: Call, claim: Claim | undefined): Awaitable<ApiResponse> {
    return claim?.kind === 'replay' ? claim.response : execute(call, claim && granted(claim));
  }

  /** `undefined` where the request has no idempotency key. */
  function claimFor({ credential, request, text, idempotencyKey: key }: Call) {
    if (key === undefined) return undefined;
    // Joined for the same reason as a fingerprint.
    const ownKey = [credential.tenantId, key].join(' ');
    return store.claim(ownKey, fingerprintOf(request, credential, text, store.isTransient));
  }

  async function execute(call: Call, claim?: Granted): Promise<ApiResponse> {
    const lease = claim?.lease;
    // Of the moment before; whoever waits or decides anew looks again.
    let reading = claim?.reading;
    try {
      if (call.delayMs > 0) {
        await parts.sleep(call.delayMs);
        reading = undefined;
      }
      const asked = validate(call);
      for (;;) {
        let decision: Decision;
        try {
          decision = await decide(call, asked, reading);
        } catch (error) {
          decision = remembered(error, call);
        }
        // Nothing is written, and nothing is remembered.
        if (!lease && !decision.effects) return decision.response;
        const committing = store.commit({ ...decision, epoch: call.epoch, lease });
        const result = isLater(committing) ? await committing : committing;
        if (result === 'done') {
          if (decision.deliveries?.length) parts.wake();
          return decision.response;
        }
        if (result !== 'conflict') throw withoutEffect(result);
        reading = undefined;
      }
    } catch (error) {
      if (lease) await releaseIfPossible(lease);
      throw error;
    }
  }

  /** What went wrong before is what the client has to hear of. A lock that is not released ends by itself. */
  async function releaseIfPossible(lease: Lease): Promise<void> {
    try {
      await store.release(lease);
    } catch {}
  }

  /** What does not fit the contract is thrown as one 400 with all its details. */
  function validate({ operation, request, rawParameters, given, text }: Call): Asked {
    const check = parts.checks[operation.operationId];
    const path = decodeParameters(rawParameters);
    const query = decodeQuery(queryOf(request.url));
    const body = hasBody(operation, request) ? parseBody(text) : undefined;
    const inPath = check?.path(path) ?? { valid: true, value: path };
    const inQuery = check?.query(query) ?? { valid: true, value: query };
    const inBody = (hasBody(operation, request) && check?.body(body)) || [];
    if (!inPath.valid || !inQuery.valid || inBody.length > 0) {
      throw invalid(...detailsOf(inPath), ...detailsOf(inQuery), ...inBody);
    }
    return {
      asText: { path, query },
      request: { path: inPath.value, query: inQuery.value, ...given, body },
    };
  }

  /** A refusal is thrown. */
  async function decide(
    call: Call,
    { asText, request: rulesRequest }: Asked,
    reading: Reading | undefined,
  ): Promise<Decision> {
    const { operation, requestId, credential } = call;
    const rules = parts.rules[operation.operationId] as Rules<unknown, object> | undefined;
    const own = parts.subscriptionsOf(credential);
    const now = reading?.now ?? (await store.now());
    const today = zone.dateAt(now);
    const details = rules?.check?.(rulesRequest, today) ?? [];
    if (details.length > 0) throw invalid(...details);
    const isNothingDue = reading && (reading.nextDue === undefined || reading.nextDue > today);
    if (!isNothingDue) await parts.applyDueChanges(call.epoch, today);
    if (!rules) return decideByExamples(call, { ...asText, body: rulesRequest.body }, own, now);
    const outcome = await rules.decide(rulesRequest, {
      catalogue,
      zone,
      now,
      today,
      tenantId: credential.tenantId,
      requestId,
      subscription: own.find,
      subscriptions: own.all,
      show: (subscription) => showSubscription(subscription, catalogue),
    });
    const { subscription: after, headers, body: json = '' } = outcome;
    const { status = json === '' ? 204 : 200 } = outcome;
    const response = {
      status,
      headers: { ...headersOf(json, requestId), ...headers },
      body: json,
    };
    if (!after) return { response };
    const { subscriptionId } = after;
    const reread = own.before(subscriptionId);
    const before = isLater(reread) ? await reread : reread;
    return {
      response,
      now,
      changes: [{ before, after }],
      effects: [effectOf(call, now, subscriptionId)],
      deliveries: parts.tell(before.value, after, formatInstant(now), now),
    };
  }

  async function decideByExamples(
    call: Call,
    asked: AskedInText,
    own: OwnSubscriptions,
    now: number,
  ): Promise<Decision> {
    const { operation, requestId, credential } = call;
    const { operationId, examples } = operation;
    if (!examples) throw new Error(`${operationId} has neither rules nor examples.`);
    const id = asked.path['subscriptionId'];
    const named = namedResponse(examples, asked);
    if (id !== undefined && credential !== nobody) {
      const exists = (await own.before(id)).value !== undefined;
      if (exists || !(named || isNamedByExamples(examples, id))) await own.find(id);
    }
    const response = answerAs(named ?? otherResponse(examples, asked.path), requestId);
    const writes = response.status < 300 && operation.method !== 'GET' && operation.idempotent;
    return { response, ...(writes && { now, effects: [effectOf(call, now)] }) };
  }
}

/** A refusal that is remembered is a decision; what is not is thrown on. */
function remembered(error: unknown, { requestId }: Call): Decision {
  if (!(error instanceof Problem) || !isRemembered(error.status)) throw error;
  return { response: error.toResponse(requestId) };
}

/** Throws where the key cannot be had. */
function granted(claim: Exclude<Claim, { kind: 'replay' }>): Granted {
  switch (claim.kind) {
    case 'granted':
      return claim;
    case 'mismatch':
      throw problem('idempotency_key_mismatch');
    case 'locked':
      throw problem('idempotency_key_locked');
    case 'full':
      throw problem('RATE_LIMITED', {
        message: `The sandbox holds as many idempotency keys as it can. The oldest one expires in ${claim.expiresInSeconds} seconds of its clock${claim.clockStands ? ', which stands still' : ''}.`,
        hint: `${claim.clockStands ? 'Set' : 'Wait, set'} the clock of the sandbox forward, or reset the sandbox.`,
        // Where the clock stands, waiting is of no use: whoever moves it may do so any moment.
        headers: { 'Retry-After': String(claim.clockStands ? 1 : claim.expiresInSeconds) },
      });
  }
}

/** A request that fits the contract: its parameters as they came, and as what they say. */
interface Asked {
  asText: Omit<AskedInText, 'body'>;
  request: RulesRequest;
}

function headersOf(body: string, requestId: string): Record<string, string> {
  return body === ''
    ? { 'X-Request-Id': requestId }
    : { 'Content-Type': 'application/json', 'X-Request-Id': requestId };
}

function withoutEffect(result: Exclude<CommitResult, 'done' | 'conflict'>): Problem {
  return problem('SERVICE_UNAVAILABLE', {
    ...(result === 'reset' && {
      message: 'The sandbox was reset meanwhile. The request had no effect.',
    }),
  });
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
  const { header } = request;
  checkMediaType(header('content-type'), header('content-encoding'), operation.mediaType);
}

/** The tokens of other security schemes are the API keys of the world. */
function apiKeyOf(request: ApiRequest, { bearer }: Operation): string | undefined {
  const apiKey = request.header(apiKeyHeader);
  if (apiKey !== undefined || !bearer) return apiKey;
  return /^bearer +(.*)$/i.exec(request.header('authorization') ?? '')?.[1];
}

/** The form of the idempotency key, and of whatever other header the contract names: the 400. */
function checkHeaders(request: ApiRequest, check: RequestCheck | undefined): Given {
  if (!check) return { headers: {}, cookies: {} };
  const sent = { get: (name: string) => request.header(name.toLowerCase()) ?? null };
  const headers = check.headers(sent);
  const cookies = check.cookies(sent);
  if (headers.valid && cookies.valid) return { headers: headers.value, cookies: cookies.value };
  const details = [...detailsOf(headers), ...detailsOf(cookies)];
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
