// How to receive what a webhook sends, and how to try that without the API.
import { document, examplesOf, json, type Webhook } from '../contract/document.ts';
import { curlOf, quoted } from './curl.ts';

/** A receiver, or a delivery by hand. */
export interface Receiver {
  id: 'node' | 'fetch' | 'python' | 'curl';
  label: string;
  lang: 'sh' | 'ts' | 'python';
  code: string;
}

/** Where the receivers of the samples listen. */
export const receiverUrl = 'http://localhost:3000/events';

export function receiversOf(webhook: Webhook): Receiver[] {
  return [
    { id: 'node', label: 'A server in Node', lang: 'ts', code: node(webhook) },
    { id: 'fetch', label: 'A handler of Request and Response', lang: 'ts', code: handler(webhook) },
    { id: 'python', label: 'A server in Python', lang: 'python', code: python(webhook) },
    { id: 'curl', label: 'Send one to yourself', lang: 'sh', code: curl(webhook) },
  ];
}

function node(webhook: Webhook): string {
  const { name } = webhook;
  return `import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { webhookEvents } from '@connect-api/validators';

createServer(async (request, response) => {
  const body = await json(request).catch(() => undefined);
  const result = webhookEvents['${name}'](body);
  // What is no '${name}' is acknowledged, too: it would only come again.
  response.writeHead(204).end();
  if (result.valid) console.log(${shownOf(webhook)});
}).listen(${new URL(receiverUrl).port});`;
}

function handler(webhook: Webhook): string {
  const { name } = webhook;
  return `import { webhookEvents } from '@connect-api/validators';

export async function POST(request: Request): Promise<Response> {
  const body = await request.json().catch(() => undefined);
  const result = webhookEvents['${name}'](body);
  if (result.valid) console.log(${shownOf(webhook)});
  return new Response(null, { status: 204 });
}`;
}

function python({ name, type }: Webhook): string {
  const isMeant = type
    ? `isinstance(event, dict) and event.get(${JSON.stringify(type)}) == ${JSON.stringify(name)}`
    : 'event is not None';
  return `import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        # What is no ${JSON.stringify(name)} is acknowledged, too: it would only come again.
        self.send_response(204)
        self.end_headers()
        try:
            event = json.loads(body)
        except ValueError:
            event = None
        if ${isMeant}:
            print(${type ? `event[${JSON.stringify(type)}], event["eventId"]` : 'event'})

ThreadingHTTPServer(("localhost", ${new URL(receiverUrl).port}), Receiver).serve_forever()`;
}

function shownOf({ type }: Webhook): string {
  return type ? `result.value.${type}, result.value.eventId` : 'result.value';
}

function curl({ requestBody }: Webhook): string {
  const [example] = examplesOf(document, json(requestBody));
  return curlOf({
    method: 'post',
    url: receiverUrl,
    headers: [quoted('Content-Type: application/json')],
    body: JSON.stringify(example?.value, null, 2),
  });
}
