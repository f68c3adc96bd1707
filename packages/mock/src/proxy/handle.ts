import {
  type ApiRequest,
  createHandle,
  createRouter,
  type PassedOn,
  Problem,
  pathOf,
} from '@connect-api/http-edge';
import packageJson from '../../package.json' with { type: 'json' };
import { contract, digest, errors } from '../bundled-contract.js';
import type { Operation } from '../operation.js';
import type { Prism } from '../prism.js';
import type { Difference, Fault } from './difference.js';
import type { Upstream } from './forward.js';
import { pairsOf } from './hop-by-hop.js';
import { readRequest } from './judge-request.js';
import { type ReadAnswer, readAnswer } from './judge-response.js';
import type { createReport } from './report.js';
import type { Secrets } from './secrets.js';

export interface ProxyHandleOptions {
  forward(request: ApiRequest): Promise<Upstream>;
  /** Whether pages of any origin may call; the other server's own rule is left out then. */
  cors: boolean;
  secrets: Secrets;
  report: ReturnType<typeof createReport>;
  /**
   * Hears of what differs. What the contract allows comes once: a busy server would say it with each
   * answer.
   */
  onDifference(difference: Difference): void;
}

/** What is known of one exchange at its end. */
interface Exchange {
  operation: Operation | undefined;
  status: number | undefined;
  request: Fault[];
  response: Fault[];
  unknown: Fault[];
}

/** Passes every request on, and tells in what it and its answer differ from the contract. */
export function createProxyHandle(
  prism: Prism,
  { forward, cors, secrets, report, onDifference }: ProxyHandleOptions,
) {
  const route = createRouter(
    prism.operations.map((operation) => ({
      operation,
      method: operation.method.toUpperCase(),
      path: operation.path,
    })),
  );

  function tell(request: ApiRequest, { operation, status, ...exchange }: Exchange): void {
    const redact = secrets.redactionOf(request);
    const of = {
      method: request.method,
      path: operation?.path ?? redact(pathOf(request.url)).slice(0, 300),
      ...(operation && { operationId: operation.iid }),
      ...(status !== undefined && { status }),
    };
    const kinds = [
      ['request', 'violation', exchange.request],
      ['response', 'violation', exchange.response],
      ['response', 'unknown', exchange.unknown],
    ] as const;
    for (const [side, kind, faults] of kinds)
      for (const { at, message, ...fault } of faults) {
        const shown = { at: redact(at), message: redact(message) };
        const difference = { side, kind, ...of, ...fault, ...shown };
        const isNew = report.add(difference);
        if (isNew || kind === 'violation') onDifference(difference);
      }
  }

  function find({ method, url }: ApiRequest) {
    try {
      return route(method, url);
    } catch (error) {
      // It throws nothing else.
      return error as Problem;
    }
  }

  async function pass(request: ApiRequest): Promise<PassedOn> {
    const found = find(request);
    // A browser asks the proxy, not the server behind it, whether a page may call.
    if (cors && isPreflight(request) && found instanceof Problem) throw found;
    report.counts.requests += 1;
    const exchange: Exchange = {
      operation: found instanceof Problem ? undefined : found.operation.operation,
      status: undefined,
      request: found instanceof Problem ? [notInContract(found)] : [],
      response: [],
      unknown: [],
    };
    let upstream: Upstream | undefined;
    const send = async () => {
      upstream ??= await forward(request);
      exchange.status = upstream.status;
      return upstream;
    };
    try {
      if (request.body === undefined) throw new Problem('PAYLOAD_TOO_LARGE');
      if (!(found instanceof Problem))
        await check(found.operation.operation, found.rawParameters, request, send, exchange);
      return passedOn(await send(), request.method, cors);
    } catch (error) {
      if (request.body === undefined) {
        report.counts.notPassedOn += 1;
        exchange.request.push(tooLarge);
      } else report.counts.unanswered += 1;
      throw error;
    } finally {
      tell(request, exchange);
    }
  }

  async function check(
    operation: Operation,
    rawParameters: Record<string, string>,
    request: ApiRequest,
    send: () => Promise<Upstream>,
    exchange: Exchange,
  ): Promise<void> {
    const read = readRequest(operation, rawParameters, request);
    exchange.request.push(...read.faults);
    let answer: ReadAnswer | undefined;
    try {
      const violations = await prism.pass(operation, read.input, async () => {
        answer = await readAnswer(
          operation,
          request.method,
          await send(),
          secrets.credentialsOf(request),
        );
        return answer.output;
      });
      exchange.request.push(...read.judge(violations.request));
      exchange.response.push(...(answer as unknown as ReadAnswer).judge(violations.response));
      exchange.unknown.push(...(answer as unknown as ReadAnswer).unknown);
    } catch (error) {
      if (error instanceof Problem) throw error;
      // What the check cannot cope with is passed on all the same.
      exchange.response.push(notChecked(error as Error));
    }
  }

  return createHandle({
    errors,
    health: {
      version: packageJson.version,
      contract: { version: contract.info.version, sha256: digest },
    },
    respond: pass,
    problemOf: (error) =>
      new Problem('INTERNAL_ERROR', { message: `The proxy failed: ${(error as Error).message}` }),
  });
}

function isPreflight({ method, header }: ApiRequest): boolean {
  return method === 'OPTIONS' && header('access-control-request-method') !== undefined;
}

function notInContract({ code }: Problem): Fault {
  const what = code === 'METHOD_NOT_ALLOWED' ? 'method for this path' : 'path';
  return { in: 'operation', at: '', code, message: `The contract has no such ${what}.` };
}

const tooLarge: Fault = {
  in: 'body',
  at: '',
  code: 'PAYLOAD_TOO_LARGE',
  message: 'The body is larger than the contract allows. It was not passed on.',
};

function notChecked({ message }: Error): Fault {
  return {
    in: 'body',
    at: '',
    code: 'NOT_CHECKED',
    message: `It could not be checked: ${message}`,
  };
}

const corsRules = ['access-control-allow-origin', 'access-control-expose-headers'];

/** The answer as it came, but for its connection. */
function passedOn(
  { status, rawHeaders, bytes }: Upstream,
  method: string,
  cors: boolean,
): PassedOn {
  const headers: Record<string, string | string[]> = {};
  const isBodiless = method === 'HEAD' || status === 304;
  // It says how long a body would be, where the server says so.
  if (isBodiless) headers['content-length'] = [];
  for (const [name, value] of pairsOf(rawHeaders)) {
    const lower = name.toLowerCase();
    if (cors && corsRules.includes(lower)) continue;
    if (lower === 'content-length') {
      if (isBodiless) headers['content-length'] = value;
    } else {
      const before = Object.entries(headers).find(([one]) => one.toLowerCase() === lower);
      if (before) headers[before[0]] = [before[1], value].flat();
      else headers[name] = value;
    }
  }
  return { status, headers, body: bytes };
}
