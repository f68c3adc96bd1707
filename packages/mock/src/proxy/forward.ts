import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { urlToHttpOptions } from 'node:url';
import { type ApiRequest, Problem } from '@connect-api/http-edge';
import { endToEnd } from './hop-by-hop.js';

/** An answer of the other server. */
export interface Upstream {
  status: number;
  /** Names and values by turns, without those that are for one connection only. */
  rawHeaders: string[];
  bytes: Uint8Array;
}

/** What is passed on of an answer at most. */
export const maxAnswerBytes = 16 * 1024 * 1024;

/**
 * Passes requests on, byte by byte, to a server under a base URL. Redirects are the caller's affair, and
 * so is what the body is encoded in.
 *
 * The function that it returns throws the 502 or the 504 where there is no answer.
 */
export function createForward(baseUrl: string, timeoutSeconds: number) {
  const target = new URL(baseUrl);
  const { request: send } = target.protocol === 'https:' ? https : http;
  const basePath = target.pathname.replace(/\/+$/, '');

  return (request: ApiRequest): Promise<Upstream> => {
    const signal = AbortSignal.timeout(timeoutSeconds * 1000);
    return new Promise<Upstream>((resolve, reject) => {
      const outgoing = send({
        ...urlToHttpOptions(target),
        method: request.method,
        path: basePath + pathAndQuery(request.url),
        headers: headersFor(request, target.host),
        // A connection that rested might be closed just when it is used again.
        agent: false,
        signal,
      });
      outgoing.once('error', reject);
      outgoing.once('response', (response) => {
        read(response).then((bytes) => {
          const { statusCode: status = 502, rawHeaders } = response;
          resolve({ status, rawHeaders: endToEnd(rawHeaders), bytes });
        }, reject);
      });
      outgoing.end(request.body);
    }).catch((error) => {
      if (error instanceof Problem) throw error;
      throw signal.aborted ? timedOut(timeoutSeconds) : unreachable(error);
    });
  };
}

/** A request line may hold a whole URL (RFC 9112, 3.2.2). */
function pathAndQuery(url: string): string {
  const own = url.replace(/^https?:\/\/[^/?]*/i, '');
  return own.startsWith('/') ? own : `/${own}`;
}

function headersFor({ rawHeaders = [], body }: ApiRequest, host: string): string[] {
  const hasBody = rawHeaders.some(
    (name, index) => index % 2 === 0 && /^(content-length|transfer-encoding)$/i.test(name),
  );
  return [
    'Host',
    host,
    ...endToEnd(rawHeaders, 'host', 'content-length', 'expect'),
    ...(hasBody ? ['Content-Length', String(body?.length ?? 0)] : []),
    // RFC 9110, 7.6.3.
    'Via',
    '1.1 connect-mock',
    'Connection',
    'close',
  ];
}

async function read(response: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    // To leave the loop ends the connection.
    if (length > maxAnswerBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const mayHaveHappened =
  'It may have been executed: repeat it with the same idempotency key, and look at the server.';

function timedOut(seconds: number): Problem {
  return new Problem('PROXY_TIMEOUT', {
    status: 504,
    message: `The server did not answer within ${seconds} seconds.`,
    hint: `${mayHaveHappened} --timeout lets it have more time.`,
  });
}

function tooLarge(): Problem {
  return new Problem('PROXY_ANSWER_TOO_LARGE', {
    status: 502,
    message: `The server's answer has more than ${maxAnswerBytes} bytes, which the proxy does not pass on.`,
    hint: mayHaveHappened,
  });
}

function unreachable({ code, message }: NodeJS.ErrnoException): Problem {
  return new Problem('PROXY_NO_ANSWER', {
    status: 502,
    message: `The server gave no answer: ${code ?? message}.`,
    hint: 'Look whether it runs, and at the address that --proxy names.',
  });
}
