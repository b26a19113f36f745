import { expect, it } from 'vitest';
import { preferredGateway } from './preferred-gateway.ts';

const gateways = ['a:3001', 'b:3001', 'c:3001'].map((name) => ({ name }));
const work = Array.from({ length: 3_000 }, (_, number) => `credentials/${number}`);
const shares = (among: typeof gateways) => new Map(work.map((name) => [name, preferredGateway(name, among)?.name]));

it('spreads work over all gateways, whatever order they are listed in', () => {
  const counts = [...Map.groupBy(shares(gateways).values(), (name) => name).values()].map(({ length }) => length);
  expect(counts).toHaveLength(3);
  for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  expect(shares(gateways.toReversed())).toEqual(shares(gateways));
});

it('moves nothing but the share of the one that comes or goes', () => {
  const [before, after] = [shares(gateways), shares(gateways.slice(0, 2))];
  const moved = work.filter((name) => before.get(name) !== after.get(name));
  expect(moved.length).toBeGreaterThan(0);
  expect(moved.every((name) => before.get(name) === 'c:3001')).toBe(true);
});

it('gives work to nobody when there is nobody', () => {
  expect(preferredGateway('duty/sharing', [])).toBeUndefined();
});
