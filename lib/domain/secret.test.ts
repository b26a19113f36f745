import { format, inspect } from 'node:util';
import { expect, it } from 'vitest';
import { Secret } from './secret.ts';

const canary = 'canary-secret-value';
const secret = new Secret(canary);
class OfAnotherBundle extends Secret {}

it.each<[string, () => unknown]>([
  ['String', () => String(secret)],
  ['a template', () => `${secret}`],
  ['concatenation', () => 'a'.concat(secret as unknown as string)],
  ['JSON', () => JSON.stringify({ secret, list: [secret] })],
  ['inspect', () => inspect({ secret }, { depth: 10, showHidden: true, getters: true })],
  ['format', () => format('%s %o %O %j', secret, secret, secret, secret)],
  ['an error', () => new Error(`failed with ${secret}`).stack],
  ['its keys and values', () => [Object.keys(secret), Object.values(secret), Reflect.ownKeys(secret).map(String)]],
  ['a copy', () => ({ ...secret })],
  ['a structured clone', () => structuredClone(secret)],
  ['a query', () => new URLSearchParams({ secret: secret as unknown as string }).toString()],
  ['sorting and joining', () => [secret, secret].sort().join()],
])('shows nothing through %s', (_, show) => {
  const shown = show();
  expect(typeof shown === 'string' ? shown : inspect(shown, { showHidden: true })).not.toContain(canary);
});

it('is revealed by reveal alone', () => {
  expect(secret.reveal()).toBe(canary);
  expect(`${secret}`).toBe('[secret]');
});

it('is known by its brand, whichever bundle made it', () => {
  expect(Secret.is(secret)).toBe(true);
  expect(Secret.is(new OfAnotherBundle('x'))).toBe(true);
  for (const other of [null, undefined, 'x', {}, { reveal: () => canary }]) expect(Secret.is(other)).toBe(false);
});
