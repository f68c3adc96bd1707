// The sandbox with one fact changed in what it does: its rules are code, and no generator decides them.

import type { Tampering } from './artifact.ts';
import type { Start } from './artifacts/sandbox.ts';
import type { Fact } from './facts.ts';
import type { Contract } from './written-contract.ts';

export function tampering(fact: Fact, contract: Contract): Tampering<Start> | undefined {
  const change = changeOf(fact, contract);
  if (!change) return undefined;
  const { name, request = (_, init) => init, response = async (answer) => answer } = change;
  return {
    name,
    apply: (start) => async (options) => {
      const server = await start(options);
      return {
        ...server,
        // The sandbox's own controls stay as they are.
        fetch: async (path, init) => {
          const answer = await server.fetch(path, request(path, init, server.apiKey));
          return path.startsWith('/__') ? answer : response(answer);
        },
      };
    },
  };
}

export interface Change {
  name: string;
  request?: (path: string, init: RequestInit, apiKey: string) => RequestInit;
  response?: (response: Response) => Promise<Response>;
}

function changeOf(fact: Fact, contract: Contract): Change | undefined {
  const { kind, about } = fact;
  const status = about.status === 'default' ? 503 : Number(about.status);
  if (kind === 'status')
    return {
      name: 'answered with another',
      response: async (answer) =>
        remade(answer, { status: answer.status === status ? 418 : answer.status }),
    };
  if (about.header && (kind === 'header' || fact.value === true))
    return {
      name: 'left out of its answer',
      response: async (answer) => remade(answer, { without: about.header }),
    };
  if (kind === 'security' && about.keyword === 'scheme')
    return {
      name: 'not read',
      request: (_, init) => ({
        ...init,
        headers: headersOf(init, (headers) => headers.delete(nameIn(fact))),
      }),
    };
  if (kind === 'security') {
    const scheme = contract.facts.find(
      (each) => each.kind === 'security' && each.id === fact.value,
    );
    const name = scheme ? nameIn(scheme) : '';
    return {
      name: 'not needed',
      request: (_, init, apiKey) => ({
        ...init,
        headers: headersOf(init, (headers) => headers.has(name) || headers.set(name, apiKey)),
      }),
    };
  }
  if (kind === 'example')
    return {
      name: 'answered otherwise',
      response: editBodies((body) => ({ ...body, changed: true })),
    };
  if (about.used === 'response')
    return {
      name: 'left out of its answer',
      response: editBodies((body) => without(body, fact, contract)),
    };
  return undefined;
}

/** @param scheme the header that it names */
function nameIn({ value }: Fact) {
  return String(value).split(' ').at(-1) ?? '';
}

function remade(
  answer: Response,
  { status = answer.status, without: name }: { status?: number; without?: string | undefined },
) {
  const headers = new Headers(answer.headers);
  if (name) headers.delete(name);
  return new Response(answer.body, { status, headers });
}

function headersOf(init: RequestInit, edit: (headers: Headers) => unknown) {
  const headers = new Headers(init.headers);
  edit(headers);
  return headers;
}

/** @returns of the API's answers, not of the sandbox's controls */
function editBodies(edit: (body: object) => object): NonNullable<Change['response']> {
  return async (answer) => {
    const text = await answer.text();
    if (text === '') return new Response(null, answer);
    return new Response(JSON.stringify(edit(JSON.parse(text))), answer);
  };
}

function without(body: object, { kind, about }: Fact, { facts }: Contract): object {
  const typed = facts.filter(
    (fact) =>
      fact.kind === 'property' && String(fact.value).replace('array of ', '') === about.schema,
  );
  const names = new Set(
    about.property ? [about.property] : typed.map((fact) => fact.about.property),
  );
  return JSON.parse(JSON.stringify(body), (name, value) => {
    if (kind === 'enum value') return value === about.value ? 'changed' : value;
    return names.has(name) ? undefined : value;
  });
}
