import { lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, isIPv4 } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

// What https://www.iana.org/assignments/iana-ipv4-special-registry/ and its like for IPv6 do not call global.
const special = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  special.addSubnet(net, prefix, 'ipv4');
}
for (const [net, prefix] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  special.addSubnet(net, prefix, 'ipv6');
}

/** Whether events may be sent to an address: to one of the public internet, or of this machine. */
export function isAllowed(address: string): boolean {
  const family = isIPv4(address) ? 'ipv4' : 'ipv6';
  return loopback.check(address, family) || !special.check(address, family);
}

export type Lookup = typeof systemLookup;

/**
 * Looks a name up as the system does, and refuses it where one of its addresses is not allowed. It is
 * handed to the connection itself, so that the address that was checked is the one that is used.
 */
export function checkedLookup(lookup: Lookup = systemLookup): Lookup {
  const checked = (name: string, options: object, callback: (...result: unknown[]) => void) =>
    lookup(name, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error);
      const refused = addresses.find(({ address }) => !isAllowed(address));
      if (refused) return callback(refusal(name, refused.address));
      const [first] = addresses;
      if ('all' in options && options.all) return callback(null, addresses);
      return callback(null, first?.address, first?.family);
    });
  return checked as unknown as Lookup;
}

/** @throws {Error} where a URL names an address that is not allowed; names are looked up later */
export function checkAddress({ hostname }: URL): void {
  const address = hostname.replace(/^\[|\]$/g, '');
  if (isIP(address) !== 0 && !isAllowed(address)) throw refusal(hostname, address);
}

function refusal(name: string, address: string): Error {
  const of = name === address ? address : `${name}, which is ${address}`;
  return new Error(
    `Nothing is sent to ${of}, an address of a private or special network. Allow it by --webhook-private, if that is meant.`,
  );
}
