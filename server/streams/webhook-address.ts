import { isIP } from 'node:net';

const public_ports = ['', '443', '8443'];

export type WebhookAddress = { url: URL; is_internal: boolean };

/**
 * Where a webhook may post to, by the look of it; the address that the name resolves to is judged at connect. `internal_hosts`: what the operator
 * allows besides, as `host` or `host:port`; these may speak plain HTTP, on any port. All others: https, on a public port, by name.
 */
export const readWebhookAddress = (address: string, internal_hosts: readonly string[]): WebhookAddress | undefined => {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (`${url.username}${url.password}` !== '' || !['http:', 'https:'].includes(url.protocol)) return undefined;
  if (internal_hosts.includes(url.host) || internal_hosts.includes(url.hostname)) return { url, is_internal: true };
  const is_name = isIP(url.hostname.replace(/^\[|\]$/g, '')) === 0;
  return url.protocol === 'https:' && public_ports.includes(url.port) && is_name ? { url, is_internal: false } : undefined;
};
