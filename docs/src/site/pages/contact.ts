import type { OpenApiDocument } from '@connect-api/spec';

export interface ContactLink {
  text: string;
  href: string;
}

/** Where `info.contact` leads to; nothing where the contract does not set it. */
export function contactLinks({ info }: OpenApiDocument): ContactLink[] {
  const { name, url, email } = info.contact ?? {};
  return [
    ...(url ? [{ text: name ?? url, href: url }] : []),
    ...(email ? [{ text: !url && name ? name : email, href: `mailto:${email}` }] : []),
  ];
}
