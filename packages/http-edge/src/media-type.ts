import { parse } from 'content-type';
import { Problem } from './problem.js';

/**
 * Throws the 415 unless the body is of the media type that is wanted, plain and in UTF-8 ("Media type"
 * in spec/openapi.yaml).
 */
export function checkMediaType(
  contentType: string | undefined,
  contentEncoding: string | undefined,
  wanted = 'application/json',
): void {
  if (contentEncoding) {
    throw unsupported(`The content encoding ${shorten(contentEncoding)} is not supported.`);
  }
  if (contentType === wanted) return;
  if (!contentType) throw unsupported('The Content-Type is missing.');
  const { type, parameters } = parsed(contentType);
  if (type !== wanted) {
    throw unsupported(`The media type ${shorten(type)} is not supported.`);
  }
  const { charset } = parameters;
  if (charset !== undefined && charset.toLowerCase() !== 'utf-8') {
    throw unsupported(`The charset ${shorten(charset)} is not supported.`);
  }
}

function parsed(contentType: string) {
  // Empty parameters are allowed (RFC 9110, 5.6.6). Of several charsets the parser would take the last.
  const known = contentType.replace(/;[ \t]*(?=;|$)/g, '');
  try {
    if ([...known.matchAll(/;\s*charset\s*=/gi)].length < 2) return parse(known);
  } catch {
    // Told below.
  }
  throw unsupported(`The Content-Type ${shorten(contentType)} is malformed.`);
}

function unsupported(message: string): Problem {
  return new Problem('UNSUPPORTED_MEDIA_TYPE', { message });
}

function shorten(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
