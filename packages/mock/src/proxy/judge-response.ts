import { decodeBody, parseBody } from '@connect-api/http-edge';
import { errors } from '../bundled-contract.js';
import { isTakenApart } from '../details.js';
import type { Header, Operation, Response } from '../operation.js';
import { responseFor } from '../prefer.js';
import type { Output, Violation } from '../prism.js';
import { listOf } from '../prism-input.js';
import { bodyFaults, unknownProperties } from './body-faults.js';
import { decoded } from './decode.js';
import type { Fault } from './difference.js';
import type { Upstream } from './forward.js';
import { pairsOf } from './hop-by-hop.js';

/** An answer as far as it can be read. */
export interface ReadAnswer {
  /** For Prism: with something right where what came cannot be read. */
  output: Output;
  /** What to say once Prism has looked at the rest. */
  judge(violations: readonly Violation[]): Fault[];
  /** Properties that the contract lets be, and does not know. */
  unknown: Fault[];
}

/**
 * Reads an answer for Prism, and goes on where something is wrong.
 *
 * @param credentials what an answer must not repeat
 */
export async function readAnswer(
  operation: Operation,
  method: string,
  { status, rawHeaders, bytes }: Upstream,
  credentials: readonly string[],
): Promise<ReadAnswer> {
  const headers = joined(rawHeaders);
  const plain = await decoded(bytes, headers['content-encoding']);
  const repeats = repeated(plain, rawHeaders, credentials);
  const response = documented(operation, status);
  if (!response)
    return {
      output: { statusCode: status },
      unknown: [],
      judge: () => [...repeats, undocumented(operation, status)],
    };
  const { headers: declared, contents } = response;
  const wanted = contents.map(({ mediaType }) => mediaType);
  const isJson = wanted.length === 0 || wanted.some((type) => /[/+]json$/.test(type));
  const body = plain && isJson ? read(plain) : undefined;
  const schema = contents.find(({ mediaType }) => /[/+]json$/.test(mediaType))?.schema;
  const content = method === 'HEAD' ? [] : contentFaults({ headers, plain, wanted, isJson, body });

  return {
    output: {
      statusCode: status,
      headers: {
        ...Object.fromEntries(
          declared.flatMap((header) => {
            const name = header.name.toLowerCase();
            // Prism takes a list apart even where it is missing, and fails.
            const value = isTakenApart(header) ? listOf(headers[name]) : headers[name];
            return value === undefined ? [] : [[name, value]];
          }),
        ),
        ...(wanted[0] !== undefined && { 'content-type': wanted[0] }),
      },
      body: body?.value,
    },
    unknown: schema && body ? unknownProperties(operation, schema, body.value) : [],
    judge: (violations) => [
      ...repeats,
      ...content,
      ...headerFaults(declared, headers, violations),
      ...(schema && body ? bodyFaults(operation, schema, body.value, violations) : []),
      ...codeFaults(status, body?.value),
    ],
  };
}

/** What an operation says of a status. `default` stands for errors: no success can be left to it. */
function documented({ responses }: Operation, status: number): Response | undefined {
  const range = responses.find(({ code }) => code.toUpperCase() === `${String(status)[0]}XX`);
  const found = responseFor(status, responses);
  if (found?.code !== 'default') return found ?? range;
  return range ?? (status >= 400 ? found : undefined);
}

function undocumented({ responses }: Operation, status: number): Fault {
  // Errors that it does not list are not unknown.
  const known = responses
    .map(({ code }) => (code === 'default' ? 'other errors' : code))
    .join(', ');
  return {
    in: 'status',
    at: '',
    code: 'STATUS_UNKNOWN',
    message: `Status ${status} is none of ${known}.`,
  };
}

interface Content {
  headers: Record<string, string>;
  plain: Uint8Array | undefined;
  wanted: string[];
  isJson: boolean;
  body: { value: unknown } | undefined;
}

function contentFaults({ headers, plain, wanted, isJson, body }: Content): Fault[] {
  const inHeader = (at: string, message: string): Fault => ({
    in: 'header',
    at,
    code: 'FIELD_INVALID',
    message,
  });
  const inBody = (code: string, message: string): Fault => ({ in: 'body', at: '', code, message });
  if (!plain)
    return [inHeader('Content-Encoding', 'The body cannot be decoded: it was not checked.')];
  if (wanted.length === 0)
    return plain.length === 0
      ? []
      : [inBody('FIELD_UNKNOWN', 'There is a body, where there is to be none.')];
  const [type = '', ...parameters] = (headers['content-type'] ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const fits =
    wanted.includes(type) &&
    (!isJson || parameters.filter(Boolean).every((each) => /^charset="?utf-8"?$/.test(each)));
  return [
    ...(fits ? [] : [inHeader('Content-Type', `Must be ${wanted.join(' or ')}.`)]),
    ...(isJson && !body
      ? [inBody('BODY_MALFORMED', 'The body is not well-formed JSON in UTF-8.')]
      : []),
  ];
}

function headerFaults(
  declared: readonly Header[],
  headers: Record<string, string>,
  violations: readonly Violation[],
): Fault[] {
  const isMissing = (name: string) => headers[name.toLowerCase()] === undefined;
  const required = {
    in: 'header',
    code: 'FIELD_REQUIRED',
    message: 'The header is required.',
  } as const;
  const lists = declared
    .filter((header) => isTakenApart(header) && header.required && isMissing(header.name))
    .map(({ name }) => ({ ...required, at: name }));
  const others = violations.flatMap(({ path: [place, named], code, message }): Fault[] => {
    if (place !== 'header') return [];
    // Prism writes names in lower case, and a missing one in the message only.
    const name = named ?? /'(.+)'/.exec(message)?.[1] ?? '';
    const at = declared.find((each) => each.name.toLowerCase() === name)?.name ?? name;
    if (code === 'required') return [{ ...required, at }];
    // It takes a list apart even where there is none.
    if (isMissing(name)) return [];
    const told = `${message.replace(/.*? must /, 'Must ')}.`;
    return [{ in: 'header', at, code: 'FIELD_INVALID', message: told }];
  });
  return [...others, ...lists];
}

/** A code of the contract's table comes with the status that the table gives it. */
function codeFaults(status: number, body: unknown): Fault[] {
  const code = (body as { code?: unknown } | null | undefined)?.code;
  if (status < 400 || typeof code !== 'string' || !Object.hasOwn(errors, code)) return [];
  const { status: own } = errors[code] as { status: number };
  if (own === status) return [];
  const message = `The code ${code} belongs to status ${own}.`;
  return [{ in: 'body', at: '/code', code: 'FIELD_INVALID', message }];
}

/** No answer says again what opened the door: answers are logged and shown. */
function repeated(
  plain: Uint8Array | undefined,
  rawHeaders: readonly string[],
  credentials: readonly string[],
): Fault[] {
  const text = new TextDecoder().decode(plain);
  const message = 'The answer repeats the API key of the request.';
  const faults: Fault[] = [];
  for (const secret of credentials.filter(({ length }) => length >= shortestSecret)) {
    if (text.includes(secret))
      faults.push({ in: 'body', at: '', code: 'SECRET_REPEATED', message });
    for (const [at, value] of pairsOf(rawHeaders))
      if (value.includes(secret))
        faults.push({ in: 'header', at, code: 'SECRET_REPEATED', message });
  }
  return faults;
}

/** A shorter key, such as `test`, may stand in any text. */
const shortestSecret = 8;

function read(bytes: Uint8Array): { value: unknown } | undefined {
  try {
    return { value: parseBody(decodeBody(bytes)) };
  } catch {
    return undefined;
  }
}

function joined(rawHeaders: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of pairsOf(rawHeaders)) {
    const key = name.toLowerCase();
    headers[key] = headers[key] === undefined ? value : `${headers[key]}, ${value}`;
  }
  return headers;
}
