import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openSqliteFile } from './connect.ts';
import { followCommits } from './follow-commits.ts';

const never_ms = 2_000_000_000;
const patient = { timeout: 30_000, interval: 5 };

const open = () => {
  const folder = mkdtempSync(join(tmpdir(), 'motorpool-commits-'));
  const file = join(folder, 'a.db');
  const writer = openSqliteFile(file, false);
  writer.exec('CREATE TABLE notes (text TEXT)');
  const reader = openSqliteFile(file, true);
  const version = reader.prepare('PRAGMA data_version').pluck();
  let reads = 0;
  onTestFinished(() => {
    reader.close();
    writer.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    log_file: `${file}-wal`,
    commit: () => void writer.prepare('INSERT INTO notes VALUES (?)').run('x'),
    readVersion: () => {
      reads += 1;
      return version.get();
    },
    untilQuiet: async () => {
      for (let before = -1; before !== reads; await wait(30)) before = reads;
    },
  };
};

it('tells of commits by what the kernel says of the log, again and again after it was quiet', async () => {
  const { log_file, commit, readVersion, untilQuiet } = open();
  const onCommit = vi.fn();
  onTestFinished(followCommits({ log_file, readVersion, onCommit, look_interval_ms: never_ms }));
  for (let round = 1; round <= 3; round += 1) {
    commit();
    await vi.waitFor(() => expect(onCommit).toHaveBeenCalledTimes(round), patient);
    await untilQuiet();
  }
});

it('finds commits where the kernel tells nothing', async () => {
  const { commit, readVersion } = open();
  const onCommit = vi.fn();
  onTestFinished(followCommits({ log_file: '/nowhere/a.db-wal', readVersion, onCommit }));
  commit();
  await vi.waitFor(() => expect(onCommit).toHaveBeenCalledTimes(1), patient);
});

it('is silent once it has ended', async () => {
  const { log_file, commit, readVersion } = open();
  const [ended, other] = [vi.fn(), vi.fn()];
  followCommits({ log_file, readVersion, onCommit: ended })();
  onTestFinished(followCommits({ log_file, readVersion, onCommit: other }));
  commit();
  await vi.waitFor(() => expect(other).toHaveBeenCalled(), patient);
  expect(ended).not.toHaveBeenCalled();
});
