import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { dataPaths } from '#server/config.ts';
import { describeOnBothDatabases } from '#server/test/app.fixture.ts';
import { checkKeys } from './check-keys.ts';
import { ensureKeys, fingerprintKeys } from './keys.ts';

const makeKeys = () => {
  const directory = mkdtempSync(join(tmpdir(), 'motorpool-keys-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  ensureKeys(directory);
  return directory;
};

describeOnBothDatabases('keys of an installation', (makeApp) => {
  it('are the same on every machine, or nothing starts', async () => {
    const { app } = await makeApp();
    const { keys } = dataPaths(app.config.data_dir);
    await checkKeys(app.db, keys);
    await checkKeys(app.db, keys);
    await expect(checkKeys(app.db, makeKeys())).rejects.toThrow('not those of this database');
  });
});

it('makes keys once, however often it is asked', () => {
  const directory = makeKeys();
  const before = fingerprintKeys(directory);
  ensureKeys(directory);
  expect(fingerprintKeys(directory)).toBe(before);
});
