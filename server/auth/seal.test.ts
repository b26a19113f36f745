import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { Secret } from '#lib/domain/secret.ts';
import { seal } from './seal.ts';
import type { SealPlace } from './sealed-box.ts';
import { unseal } from './unseal.ts';

const { publicKey, privateKey } = generateKeyPairSync('x25519');
const place: SealPlace = { table: 'credentials', column: 'sealed_secrets', fleet_id: 'F0001', row_id: 'A' };

it('opens at the place it was sealed for', () => {
  const sealed = seal(publicKey, new Secret('key-äöü-1'), place);
  expect(sealed).not.toContain('key');
  expect(unseal(privateKey, sealed, place).reveal()).toBe('key-äöü-1');
});

it.each(Object.keys(place) as (keyof SealPlace)[])('does not open when moved to another %s', (part) => {
  const sealed = seal(publicKey, new Secret('s'), place);
  expect(() => unseal(privateKey, sealed, { ...place, [part]: 'other' })).toThrow();
});

it('does not open for another key or after a change', () => {
  const sealed = seal(publicKey, new Secret('s'), place);
  expect(() => unseal(generateKeyPairSync('x25519').privateKey, sealed, place)).toThrow();
  const parts = sealed.split('.');
  parts[4] = Buffer.from('x').toString('base64url');
  expect(() => unseal(privateKey, parts.join('.'), place)).toThrow();
});
