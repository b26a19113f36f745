import type { App } from '#server/app.ts';

const look_interval_ms = 1000;
/** Commits may come by the thousand; work is looked for this often at most. */
const shortest_pause_ms = 100;

export interface Looking {
  start(): void;
  /** Looks again soon. */
  wake(): void;
  /** Resolves when no look is under way. */
  stop(): Promise<void>;
}

/** Calls `look` after commits and once a second, one look at a time. What it throws is logged, and it is called again. */
export const keepLooking = (app: App, what: string, look: () => Promise<void>): Looking => {
  let looking: Promise<void> | undefined;
  let wanted = false;
  let stopped = false;
  const wake = () => {
    wanted = true;
    if (looking || stopped) return;
    looking = (async () => {
      while (wanted && !stopped) {
        wanted = false;
        await look().catch((error: unknown) => app.log.error({ err: error }, `${what} could not be looked after`));
        await new Promise((resolve) => setTimeout(resolve, shortest_pause_ms));
      }
    })().finally(() => {
      looking = undefined;
    });
  };
  let unwatch = () => {};
  let timer: NodeJS.Timeout | undefined;
  return {
    wake,
    start: () => {
      unwatch = app.db.watch(wake);
      timer = setInterval(wake, look_interval_ms);
      wake();
    },
    stop: async () => {
      stopped = true;
      unwatch();
      clearInterval(timer);
      await looking;
    },
  };
};
