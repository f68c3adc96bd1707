/**
 * The address of a server without a slash at its end.
 *
 * @param refuse makes the error that is thrown where it is none, or holds what would not be sent
 */
export function readBaseUrl(text: string, refuse: (message: string) => Error): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw refuse(`${text} is not an http or https URL. Give one such as http://localhost:4011.`);
  if (url.username || url.password)
    throw refuse(`Leave user name and password out of the address of ${url.host}.`);
  if (url.search || url.hash)
    throw refuse(`Leave the query and the fragment out of ${url.origin}${url.pathname}.`);
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/** Whether a server can only be reached from this machine. */
export function isLoopback(baseUrl: string): boolean {
  const { hostname } = new URL(baseUrl);
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
}
