import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

const plain = (address: string): string => address.replace(/^::ffff:/i, '');
const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/**
 * Tells whose request it is. Only reverse proxies speak for their clients: those on this machine, and those that the operator names (addresses, or networks
 * as `10.0.0.0/8`). Of a chain of them the last address that none of them is counts, whatever the client claims further left. Throws on what is no address.
 */
export const createClientAddress = (proxies: readonly string[]): ((request: Pick<IncomingMessage, 'socket' | 'headers'>) => string) => {
  const trusted = new BlockList();
  trusted.addSubnet('127.0.0.0', 8, 'ipv4');
  trusted.addAddress('::1', 'ipv6');
  for (const proxy of proxies) {
    const [address = '', prefix] = proxy.split('/');
    if (isIP(address) === 0) throw new Error(`TRUSTED_PROXIES: ${proxy} is no address.`);
    if (prefix === undefined) trusted.addAddress(address, family(address));
    else trusted.addSubnet(address, Number(prefix), family(address));
  }
  const isProxy = (address: string) => isIP(address) !== 0 && trusted.check(address, family(address));
  return ({ socket, headers }) => {
    const remote = plain(socket.remoteAddress ?? '');
    const forwarded = headers['x-forwarded-for'];
    if (!isProxy(remote) || typeof forwarded !== 'string') return socket.remoteAddress ?? '';
    const chain = forwarded.split(',').map((address) => plain(address.trim()));
    return chain.findLast((address) => !isProxy(address)) || (chain[0] ?? remote);
  };
};
