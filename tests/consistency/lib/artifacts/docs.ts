// The docs, as their pages are built.

import { pageAt } from '@connect-api/docs/testing';
import { type CheerioAPI, load } from 'cheerio';
import type { Artifact } from '../artifact.ts';
import { renderer } from '../docs-renderer.ts';
import { type Statement, shownExamples, statementsOf } from '../docs-statements.ts';
import { brief, keyOf } from '../finding.ts';
import type { Contract } from '../written-contract.ts';

/** The page at an address such as `/reference/`. */
export type Pages = (address: string) => Promise<CheerioAPI | undefined>;

export const docs: Artifact<Pages> = {
  name: 'docs',
  package: '@connect-api/docs',
  silent: (fact, contract) => {
    const { kind, about } = fact;
    if (about.keyword === 'lifetimeSeconds') return 'say it in prose: 24 hours';
    if (kind === 'example' && about.example && !about.status && !about.parameter)
      return 'requests are shown as samples';
    if (kind === 'example' && !stated(contract).has(keyOf(fact)))
      return `show ${shownExamples} examples of a parameter, one of a schema`;
    return undefined;
  },
  built: async () => async (address) => pageAt(address)?.$,
  generate: async (document) => {
    const render = await renderer(document);
    const pages = new Map();
    return async (address) => {
      if (!pages.has(address))
        pages.set(
          address,
          render(address).then((html) => (html === undefined ? undefined : load(html))),
        );
      return pages.get(address);
    };
  },
  check: async (pageAt, facts, contract) => {
    const findings = [];
    for (const fact of facts) {
      for (const { address, id, wanted, found: look } of stated(contract).get(keyOf(fact)) ?? []) {
        const $ = await pageAt(address);
        const part = $ && find($, id);
        const found = $ && part?.length ? look(part, $) : 'nothing';
        if (found === wanted) continue;
        findings.push({ fact, found: brief(found), where: `${address} ${id}` });
        break;
      }
    }
    return findings;
  },
  unseen: (fact, { facts }) => {
    const { kind, about } = fact;
    if (about.keyword === 'scope') return 'show where the examples have the code';
    const twins = facts.filter(
      (other) =>
        other.kind === kind &&
        other.value === fact.value &&
        other.about.operationId === about.operationId &&
        other.about.parameter === about.parameter,
    );
    return about.parameter && kind === 'example' && twins.length > 1
      ? 'another example of the parameter has the same value'
      : undefined;
  },
  digest: async (pageAt) => {
    const title = (await pageAt('/reference/'))?.('.site-footer code').attr('title');
    return /[0-9a-f]{64}/.exec(title ?? '')?.[0];
  },
};

const statements: WeakMap<Contract, Map<string, Statement[]>> = new WeakMap();

/** @param contract what the docs must say, by fact */
function stated(contract: Contract) {
  const known = statements.get(contract);
  if (known) return known;
  const byFact = new Map();
  for (const statement of statementsOf(contract)) {
    const { fact } = statement;
    byFact.set(fact, [...(byFact.get(fact) ?? []), statement]);
  }
  statements.set(contract, byFact);
  return byFact;
}

const elements: WeakMap<CheerioAPI, ReturnType<typeof elementsById>> = new WeakMap();

/** @param selector often an id, which a scan of the page would be too slow for */
function find($: CheerioAPI, selector: string) {
  const id = /^\[id="([^"]*)"\]$/.exec(selector)?.[1];
  if (id === undefined) return $(selector).first();
  const known = elements.get($) ?? elementsById($);
  elements.set($, known);
  return $(known.get(id));
}

function elementsById($: CheerioAPI) {
  const all = $('[id]').toArray();
  return new Map(all.map((element) => [element.attribs['id'] ?? '', element]));
}
