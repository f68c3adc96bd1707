import { problem } from './problem.js';

/** Throws the 415 unless the body is plain JSON in UTF-8 ("Media type" in spec/openapi.yaml). */
export function checkMediaType(
  contentType: string | undefined,
  contentEncoding: string | undefined,
): void {
  if (contentEncoding) {
    throw unsupported(`The content encoding ${shorten(contentEncoding)} is not supported.`);
  }
  if (contentType === 'application/json') return;
  if (!contentType) throw unsupported('The Content-Type is missing.');
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim());
  if (type.toLowerCase() !== 'application/json') {
    throw unsupported(`The media type ${shorten(type)} is not supported.`);
  }
  for (const parameter of parameters.filter(Boolean)) {
    const [, name, value] = /^([^\s=]+)=(?:"([^"]*)"|[^\s"]+)$/.exec(parameter) ?? [];
    if (!name) throw unsupported(`The Content-Type ${shorten(contentType)} is malformed.`);
    const charset = value ?? parameter.slice(name.length + 1);
    if (name.toLowerCase() === 'charset' && charset.toLowerCase() !== 'utf-8') {
      throw unsupported(`The charset ${shorten(charset)} is not supported.`);
    }
  }
}

function unsupported(message: string) {
  return problem('UNSUPPORTED_MEDIA_TYPE', { message });
}

function shorten(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
