import { expect, it } from 'vitest';
import { createByteCache } from './byte-cache.ts';

const make = (limit: number) => {
  const gone: string[] = [];
  const cache = createByteCache<{ name: string; bytes: number }>(limit, ({ name }) => void gone.push(name));
  const put = (name: string, bytes = 10) => cache.set(name, { name, bytes });
  return { cache, gone, put };
};

it('never holds more than its bound, keeps what is asked for, and tells what goes', () => {
  const { cache, gone, put } = make(200);
  put('asked for');
  const names = Array.from({ length: 500 }, (_, index) => `${index}`);
  for (const name of names) {
    put(name);
    expect(cache.get('asked for')).toBeDefined();
    expect(cache.used_bytes()).toBeLessThanOrEqual(200);
  }
  const held = names.filter((name) => cache.get(name));
  expect(held.length).toBeGreaterThanOrEqual(5);
  expect(gone.toSorted()).toEqual(names.filter((name) => !held.includes(name)).toSorted());
});

it('counts exactly what it holds, however it came and went', () => {
  const { cache, gone, put } = make(2_000);
  put('a', 100);
  put('a', 200);
  put('b', 50);
  expect([cache.used_bytes(), gone]).toEqual([250, ['a']]);
  put('c', 400);
  cache.get('a');
  expect(cache.used_bytes()).toBe(650);
  cache.remove('c');
  cache.remove('nothing');
  cache.removeWhere(({ name }) => name === 'a');
  expect([cache.used_bytes(), gone]).toEqual([50, ['a', 'c', 'a']]);
});

it('does not give up everything for one thing that is too large', () => {
  const { cache, put } = make(100);
  put('a');
  expect(put('huge', 51)).toBe(false);
  expect([cache.get('huge'), cache.get('a')?.name]).toEqual([undefined, 'a']);
});
