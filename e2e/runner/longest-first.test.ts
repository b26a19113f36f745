import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { long_files } from './longest-first.ts';
import { root } from './step.ts';

it('knows long files by names that they have', () => {
  expect(long_files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  expect(new Set(long_files).size).toBe(long_files.length);
});
