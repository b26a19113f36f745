import { expect, it } from 'vitest';
import { createClientAddress } from './client-address.ts';

const from = (remoteAddress: string, forwarded?: string) =>
  ({ socket: { remoteAddress }, headers: { ...(forwarded !== undefined && { 'x-forwarded-for': forwarded }) } }) as never;

it('believes a proxy on this machine, and nobody else, unless he is named', () => {
  const addressOf = createClientAddress([]);
  expect(addressOf(from('203.0.113.9'))).toBe('203.0.113.9');
  expect(addressOf(from('203.0.113.9', '198.51.100.1'))).toBe('203.0.113.9');
  expect(addressOf(from('::ffff:127.0.0.1', '198.51.100.1'))).toBe('198.51.100.1');
  expect(addressOf(from('127.0.0.1', '10.9.9.9, 198.51.100.1'))).toBe('198.51.100.1');
  expect(addressOf(from('10.0.0.5', '198.51.100.1'))).toBe('10.0.0.5');
});

it('passes over named proxies, from the right, and never believes what a client wrote', () => {
  const addressOf = createClientAddress(['10.0.0.0/8', '2001:db8::7']);
  expect(addressOf(from('10.0.0.5', '198.51.100.1'))).toBe('198.51.100.1');
  expect(addressOf(from('::ffff:10.0.0.5', '192.0.2.66, 198.51.100.1, 10.0.0.7'))).toBe('198.51.100.1');
  expect(addressOf(from('2001:db8::7', '2001:db8::99'))).toBe('2001:db8::99');
  expect(addressOf(from('2001:db8::8', '198.51.100.1'))).toBe('2001:db8::8');
  expect(addressOf(from('10.0.0.5', '10.0.0.6'))).toBe('10.0.0.6');
});

it('does not start with what is no address', () => {
  expect(() => createClientAddress(['balancer.example'])).toThrow('balancer.example');
  expect(() => createClientAddress(['10.0.0.0/99'])).toThrow();
});
