import { describe, expect, it } from 'vitest';
import { isPublicAddress, publicLookup } from './egress.ts';

describe('isPublicAddress', () => {
  it.each([
    '127.0.0.1',
    '10.0.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
  ])('says no to %s', (address) => expect(isPublicAddress(address)).toBe(false));
  it.each(['::1', '::', '::ffff:10.0.0.1', '::ffff:127.0.0.1', 'fe80::1', 'fd00::1', '64:ff9b::a00:1', '2002:a00:1::'])(
    'says no to %s',
    (address) => expect(isPublicAddress(address)).toBe(false),
  );
  it.each(['8.8.8.8', '172.32.0.1', '2606:4700:4700::1111', '::ffff:8.8.8.8'])('says yes to %s', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );
});

describe('publicLookup', () => {
  it.each([{ all: true }, {}])('refuses a name that points at this machine (%o)', async (options) => {
    const error = await new Promise((resolve) => publicLookup('localhost', options, resolve));
    expect(error).toBeInstanceOf(Error);
  });
});
