import { type LookupAddress, type LookupOptions, lookup as lookupAddress } from 'node:dns';
import { BlockList, isIPv6, type LookupFunction } from 'node:net';

/** Special-purpose ranges of the IANA registries (RFC 6890 and successors): none of them is a vendor's public service. */
const special_ranges = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  // The metadata service of a large cloud, at an address that looks public.
  ['168.63.129.16', 32],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const;

const special = new BlockList();
for (const [network, prefix] of special_ranges) special.addSubnet(network, prefix, isIPv6(network) ? 'ipv6' : 'ipv4');

/** IPv4-mapped IPv6 addresses are judged by their IPv4 part. */
export const isPublicAddress = (address: string): boolean => !special.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');

type Resolve = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Resolves at connect time and drops every address that is not public, so that a name cannot be pointed at our own network. */
export const createPublicLookup =
  (resolve: Resolve): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const usable = addresses.filter((entry) => isPublicAddress(entry.address));
      const first = usable[0];
      if (first === undefined) return callback(new Error('The name resolves to no public address'), '', 0);
      return options.all ? callback(null, usable) : callback(null, first.address, first.family);
    });
  };

export const publicLookup: LookupFunction = createPublicLookup(lookupAddress);
