import { document } from '@connect-api/spec';
import { describe, expect, it } from 'vitest';
import { contactLinks } from '../src/site/pages/contact.ts';

const linksOf = (contact?: any) =>
  contactLinks({ ...document, info: { ...document.info, contact } });

describe('the contact of the contract', () => {
  it('is shown with its name, address and mail', () => {
    const url = 'https://portal.example.com/help';
    const email = 'help@example.com';
    expect(linksOf({ name: 'Help', url, email })).toEqual([
      { text: 'Help', href: url },
      { text: email, href: `mailto:${email}` },
    ]);
    expect(linksOf({ url })).toEqual([{ text: url, href: url }]);
    expect(linksOf({ name: 'Help', email })).toEqual([{ text: 'Help', href: `mailto:${email}` }]);
  });

  it('is left out where there is none', () => {
    expect(linksOf()).toEqual([]);
    expect(linksOf({ name: 'Help' })).toEqual([]);
  });
});
