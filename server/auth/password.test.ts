import { expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './password.ts';

it('hashes with argon2id over at least 46 MiB, salted each time', async () => {
  const [first, second] = [await hashPassword('secret'), await hashPassword('secret')];
  const [, memory = '0', passes] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$/.exec(first) ?? [];
  expect(Number(memory)).toBeGreaterThanOrEqual(46 * 1024);
  expect(Number(passes)).toBeGreaterThanOrEqual(1);
  expect(first).not.toBe(second);
});

it('knows the right password and no other, and nobody without one', async () => {
  const hash = await hashPassword('pässword');
  expect(await verifyPassword(hash, 'pässword')).toBe(true);
  for (const wrong of ['passwort', 'pässword ', 'Pässword', '']) expect(await verifyPassword(hash, wrong)).toBe(false);
  for (const nobody of [null, undefined]) expect(await verifyPassword(nobody, 'no such person')).toBe(false);
});

it('works as long for an unknown person as for a wrong password', async () => {
  const hash = await hashPassword('a');
  const time = async (of: string | undefined) => {
    const times: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      const start = performance.now();
      await verifyPassword(of, 'b');
      times.push(performance.now() - start);
    }
    return Math.min(...times);
  };
  await time(undefined);
  const [unknown, known] = [await time(undefined), await time(hash)];
  expect(unknown / known).toBeGreaterThan(0.5);
  expect(unknown / known).toBeLessThan(2);
});
