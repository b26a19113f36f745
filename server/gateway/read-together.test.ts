import { expect, test } from 'vitest';
import { readTogether } from './read-together.ts';

test('questions of one turn share a read that begins after the last of them, and later ones are read anew', async () => {
  const read: string[] = [];
  let stored = 'before';
  const ask = readTogether(async (key) => {
    read.push(key);
    return `${key} ${stored}`;
  });
  const together = [ask('a'), ask('a'), ask('b')];
  stored = 'after';
  expect(await Promise.all(together)).toEqual(['a after', 'a after', 'b after']);
  expect(read.toSorted()).toEqual(['a', 'b']);
  stored = 'later';
  expect(await ask('a')).toBe('a later');
});

test('a read that fails is told to those who share it and not remembered', async () => {
  let fails = true;
  const ask = readTogether(async () => {
    if (fails) throw new Error('gone');
    return 'well';
  });
  const results = await Promise.allSettled([ask('a'), ask('a')]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  fails = false;
  expect(await ask('a')).toBe('well');
});
