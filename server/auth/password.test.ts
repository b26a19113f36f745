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
    const start = process.cpuUsage();
    await verifyPassword(of, 'b');
    const { user, system } = process.cpuUsage(start);
    return user + system;
  };
  await time(undefined);
  const times: { unknown: number; known: number }[] = [];
  for (let round = 0; round < 9; round += 1) times.push({ unknown: await time(undefined), known: await time(hash) });
  const ratio = Math.min(...times.map(({ unknown }) => unknown)) / Math.min(...times.map(({ known }) => known));
  // Without a hash for nobody it would be near zero. Work of the processor, since the machine may be busy.
  expect(ratio).toBeGreaterThan(0.33);
  expect(ratio).toBeLessThan(3);
});
