import { curlOf, type KeyNames, withoutKeys } from './curl.js';
import { type Answer, inOneLine, type PlainRequest } from './http.js';

/** What was sent, or done in between, and what came of it. */
export type Trace = Sent | { awaited: string; answers: Answer[] } | { note: string };

export interface Sent {
  /** More than one where they were sent at once. */
  requests: [PlainRequest, ...PlainRequest[]];
  /** What a request is called that is not waited for. */
  started?: string;
  answers: Answer[];
}

/** The same as commands for bash, each with its answer as a comment. */
export function commandsOf(trace: Trace[], baseUrl: string, keyNames: KeyNames): string[] {
  return trace.map((each) => {
    if ('note' in each) return `# ${each.note}`;
    const command =
      'awaited' in each ? `wait # for ${each.awaited}` : commandOf(each, baseUrl, keyNames);
    const answers = answersOf(each.answers).map((line) => withoutKeys(line, keyNames));
    return [command, ...answers].join('\n');
  });
}

function commandOf({ requests, started }: Sent, baseUrl: string, keyNames: KeyNames): string {
  const [first, ...others] = requests.map((request) => curlOf(baseUrl, request, keyNames));
  if (others.length === 0) return started ? `# ${started}:\n${first} &` : `${first}`;
  return others.every((other) => other === first)
    ? `for _ in {1..${requests.length}}; do\n  ${first} &\ndone; wait`
    : [first, ...others]
        .map((each) => `${each} &`)
        .concat('wait')
        .join('\n');
}

/** `# 404 NOT_FOUND, X-Request-Id req-1`; of many answers how often each came. */
function answersOf(answers: Answer[]): string[] {
  if (answers.length === 1) {
    const [answer] = answers as [Answer];
    const id = answer.headers.get('X-Request-Id');
    return [`# ${briefOf(answer)}${id ? `, X-Request-Id ${id}` : ''}`];
  }
  const counts = new Map<string, number>();
  for (const each of answers) counts.set(briefOf(each), (counts.get(briefOf(each)) ?? 0) + 1);
  return [...counts].map(([brief, count]) => `# ${count} times ${brief}`);
}

function briefOf({ status, body }: Answer): string {
  return typeof body?.code === 'string' ? `${status} ${inOneLine(body.code, 80)}` : `${status}`;
}
