import type { Db } from '#server/db/connect.ts';

/** Looks whenever something was committed (and each second) until `look` finds what it wants; undefined when the time is over. */
export const waitUntil = <T>(db: Db, look: () => Promise<T | undefined>, timeout_ms: number): Promise<T | undefined> =>
  new Promise((resolve, reject) => {
    let looking = false;
    let again = false;
    let ended = false;
    const end = (finish: () => void) => {
      if (ended) return;
      ended = true;
      unwatch();
      clearInterval(poll);
      clearTimeout(limit);
      finish();
    };
    const check = async () => {
      if (looking) {
        again = true;
        return;
      }
      looking = true;
      do {
        again = false;
        const found = await look();
        if (found !== undefined) end(() => resolve(found));
      } while (again && !ended);
      looking = false;
    };
    const wake = () => void check().catch((error: unknown) => end(() => reject(error)));
    const unwatch = db.watch(wake);
    const poll = setInterval(wake, 1000);
    const limit = setTimeout(() => end(() => resolve(undefined)), timeout_ms);
    wake();
  });
