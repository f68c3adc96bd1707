// A request as a command for a POSIX shell.

/** The command; `headers` are words of the shell already. */
export function curlOf(request: {
  method: string;
  url: string;
  headers: string[];
  body?: string;
}): string {
  return [
    `curl -X ${request.method.toUpperCase()} ${quoted(request.url)}`,
    ...request.headers.map((header) => `  -H ${header}`),
    ...(request.body === undefined ? [] : [`  -d ${quoted(request.body)}`]),
  ].join(' \\\n');
}

/** Within single quotes. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
