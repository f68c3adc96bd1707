import { pathOf } from '@connect-api/http-edge';
import { page } from '../generated/page.js';
import type { Answer, ApiRequest, ApiResponse, Awaitable } from '../requests/http.js';

type Handle = (request: ApiRequest) => Awaitable<Answer>;

/** Where the page stands. Its paths lead from there to its files and to the control. */
const livePage = '/__sandbox/';

const files: Record<string, [type: string, text: string]> = {
  [livePage]: ['text/html; charset=utf-8', page.html],
  [`${livePage}page.css`]: ['text/css; charset=utf-8', page.css],
  [`${livePage}page.js`]: ['text/javascript; charset=utf-8', page.js],
};

const headers = {
  'Cache-Control': 'no-cache',
  // Nothing inline, nothing from elsewhere, and no page around it that takes its clicks.
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** Serves the page that shows the sandbox; who opens the sandbox in a browser is led there. */
export function withLivePage(handle: Handle): Handle {
  return (request) => answerOf(request) ?? handle(request);
}

function answerOf({ method, url, header }: ApiRequest): ApiResponse | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  const path = pathOf(url);
  const file = files[path];
  if (file) {
    const [type, text] = file;
    return { status: 200, headers: { 'Content-Type': type, ...headers }, body: text };
  }
  const isPage = path === '/' && header('accept')?.includes('text/html');
  return isPage || `${path}/` === livePage
    ? { status: 302, headers: { Location: livePage }, body: '' }
    : undefined;
}
