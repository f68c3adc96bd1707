import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { operation } from '../src/site/navigation/addresses.ts';
import { pages } from './all-pages.ts';
import { dist, type Page } from './site.ts';

const headers = readFileSync(path.join(dist, '_headers'), 'utf8');
const site = directives(/Content-Security-Policy: (.+)/.exec(headers)?.[1] ?? '');

describe('the content security policy', () => {
  it.each(pages)('of $path allows what stands in the page by its hash', (page) => {
    const own = policyOf(page);
    const { scripts, styles } = inlineOf(page);
    expect(scripts.length).toBeGreaterThan(0);
    for (const policy of [own, site]) {
      expect(policy['script-src']).toEqual(expect.arrayContaining(scripts));
      expect(policy['style-src']).toEqual(expect.arrayContaining(styles));
    }
    expect(page.html).not.toMatch(/<[^>]+\son\w+=/);
  });

  it('allows neither other hosts nor code without a hash', () => {
    for (const policy of [site, ...pages.map(policyOf)]) {
      const { 'connect-src': connect, ...others } = policy;
      const sources = Object.values(others)
        .flat()
        .filter((source) => !source.startsWith("'sha256-"));
      expect(connect).toContain("'self'");
      expect(new Set(sources)).toEqual(new Set(["'none'", "'self'", "'unsafe-hashes'", 'data:']));
    }
  });

  it('lets only the pages with a console send to other hosts', () => {
    const open = pages.filter((page) => policyOf(page)['connect-src']?.includes('https:'));
    expect(open.length).toBeGreaterThan(0);
    for (const page of open) expect(page.path).toMatch(RegExp(`^${operation('.+')}$`));
  });

  it('stands before everything that it is about', () => {
    for (const { html } of pages) {
      expect(html.indexOf('Content-Security-Policy')).toBeLessThan(
        html.search(/<script|<style|<link/),
      );
    }
  });
});

type Policy = Record<string, string[]>;

function policyOf({ $ }: Page): Policy {
  return directives($('meta[http-equiv=Content-Security-Policy]').attr('content') ?? '');
}

function directives(policy: string): Policy {
  return Object.fromEntries(
    policy.split('; ').map((directive) => {
      const [name, ...sources] = directive.split(' ');
      return [name, sources];
    }),
  );
}

function inlineOf({ $ }: Page) {
  const scripts = $('script:not([src]):not([type="application/ld+json"])').toArray();
  return {
    scripts: scripts.map((element) => hashOf($(element).text())),
    styles: [
      ...$('style')
        .toArray()
        .map((element) => hashOf($(element).text())),
      ...$('[style]')
        .toArray()
        .map((element) => hashOf(element.attribs['style'] ?? '')),
    ],
  };
}

const hashOf = (code: string) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`;
