/**
 * Tells of commits to a SQLite file by whatever connection, another process's included. `data_version` knows of them, but only when it is asked; the kernel
 * tells of each write to the write-ahead log, and what is written there is visible a moment later. So while nothing is written nothing is asked but now and
 * then, in case the kernel tells nothing; once something is, the file is asked every millisecond until it has been quiet for a while.
 */
import { type FSWatcher, watch } from 'node:fs';

export interface CommitFile {
  /** The write-ahead log. */
  log_file: string;
  /** Changes with each commit. */
  readVersion(): unknown;
  onCommit(): void;
  /** How often the file is asked without a hint. */
  look_interval_ms?: number;
}

const quick_interval_ms = 1;
const quiet_after_ms = 50;

/** Returns what ends it. */
export const followCommits = ({ log_file, readVersion, onCommit, look_interval_ms = 20 }: CommitFile): (() => void) => {
  let seen = readVersion();
  let hints: FSWatcher | undefined;
  let quick: NodeJS.Timeout | undefined;
  let closed = false;

  const look = (): boolean => {
    const current = readVersion();
    if (current === seen) return false;
    seen = current;
    onCommit();
    return true;
  };

  const awaitHint = () => {
    if (closed) return;
    try {
      hints = watch(log_file, { persistent: false }, lookQuickly);
      hints.on('error', () => hints?.close());
      // What was written before the kernel began to tell.
      if (look()) lookQuickly();
    } catch {
      // There is no log before the first write, and the kernel may have no watch left: the next commit that is found tries again.
    }
  };

  const lookQuickly = () => {
    if (quick || closed) return;
    hints?.close();
    hints = undefined;
    let until_ms = performance.now() + quiet_after_ms;
    const lookOn = () => {
      if (look()) until_ms = performance.now() + quiet_after_ms;
      if (closed) return;
      quick = performance.now() < until_ms ? setTimeout(lookOn, quick_interval_ms).unref() : undefined;
      if (!quick) awaitHint();
    };
    quick = setTimeout(lookOn, quick_interval_ms).unref();
  };

  const usual = setInterval(() => {
    if (look()) lookQuickly();
  }, look_interval_ms).unref();
  awaitHint();
  return () => {
    closed = true;
    clearInterval(usual);
    clearTimeout(quick);
    hints?.close();
  };
};
