import { describe, expect, it } from 'vitest';
import type { Answer } from '../src/http.js';
import { commandsOf, type Sent } from '../src/trace.js';

const keyNames = new Map([['key-1234', 'CONNECT_API_KEY']]);
const request = (url: string) => ({ method: 'GET', url, headers: { 'X-Api-Key': 'key-1234' } });
const answer = (status: number, body?: object): Answer => ({
  request: request('/'),
  status,
  headers: new Headers({ 'X-Request-Id': `req-${status}` }),
  bytes: new Uint8Array(),
  body,
});

function textOf(...trace: Parameters<typeof commandsOf>[0]): string {
  return commandsOf(trace, 'http://a', keyNames).join('\n');
}

const command = (url: string) =>
  `curl -i -w '\\n' -X GET 'http://a${url}' \\\n  -H "X-Api-Key: \${CONNECT_API_KEY}"`;

describe('the commands that reproduce a failure', () => {
  it('say what was answered, with the id that the server’s log has', () => {
    const sent: Sent = { requests: [request('/1')], answers: [answer(404, { code: 'NO' })] };
    expect(textOf({ note: 'first' }, sent)).toBe(
      `# first\n${command('/1')}\n# 404 NO, X-Request-Id req-404`,
    );
  });

  it('send what was sent at once at once, too', () => {
    const one = request('/1');
    const answers = [answer(200), answer(409, { code: 'wait' }), answer(409, { code: 'wait' })];
    expect(textOf({ requests: [one, one, one], answers })).toBe(
      `for _ in {1..3}; do\n  ${command('/1')} &\ndone; wait\n# 1 times 200\n# 2 times 409 wait`,
    );
    expect(textOf({ requests: [one, request('/2')], answers: [] })).toBe(
      `${command('/1')} &\n${command('/2')} &\nwait`,
    );
  });

  it('are told one by one where one of them is another', () => {
    const [one, other] = [request('/1'), request('/2')];
    expect(textOf({ requests: [one, one, other], answers: [] })).toBe(
      `${command('/1')} &\n${command('/1')} &\n${command('/2')} &\nwait`,
    );
  });

  it('name no request id where there is none, and no code that is no text', () => {
    const silent = { ...answer(404, { code: 7 }), headers: new Headers() };
    expect(textOf({ requests: [request('/1')], answers: [silent] })).toBe(
      `${command('/1')}\n# 404`,
    );
  });

  it('do not wait for what was only started', () => {
    const started: Sent = { requests: [request('/1')], started: 'the first request', answers: [] };
    const awaited = { awaited: 'the first request', answers: [answer(200)] };
    expect(textOf(started, awaited)).toBe(
      `# the first request:\n${command('/1')} &\nwait # for the first request\n# 200, X-Request-Id req-200`,
    );
  });

  it('hold nothing of an answer that would be a command, and no key', () => {
    const code = 'key-1234\nrm -r important';
    const [, ...lines] = textOf({
      requests: [request('/1')],
      answers: [answer(400, { code })],
    }).split('\n  ');
    expect(lines.join('')).toContain(`\n# 400 \${CONNECT_API_KEY} rm -r important, X-Request-Id`);
  });
});
