import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { tryCheckpointFolder } from './audit-checkpoints.ts';

it('a folder of checkpoints is tried without a trace, and one that cannot be written is told', async () => {
  const place = mkdtempSync(join(tmpdir(), 'motorpool-checkpoints-'));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  const folder = join(place, 'of', 'all');
  await tryCheckpointFolder(folder);
  expect(readdirSync(folder)).toEqual([]);
  writeFileSync(join(place, 'file'), '');
  await expect(tryCheckpointFolder(join(place, 'file'))).rejects.toThrow('EEXIST');
});
