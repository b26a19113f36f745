import { setTimeout as sleep } from 'node:timers/promises';
import { type BackOff, computeDelay, default_back_off } from './back-off.ts';
import { type Child, type ChildDetails, type ChildExit, type ChildSpec, startChild } from './child.ts';
import type { WriteLine } from './log-line.ts';

export type Service = {
  name: string;
  /** Settles at the first readiness; rejects when the child failed `start_attempts` times without ever being ready. */
  ready: Promise<ChildDetails>;
  /** Ends the child by SIGTERM and does not start it again; settles when it is gone. */
  stop: () => Promise<void>;
  kill: () => void;
};

export type KeepRunningOptions = { writeLine: WriteLine; back_off?: BackOff; start_attempts?: number };

/** Runs a long-lived child and starts it again, with growing waits, whenever it ends by itself. */
export function keepRunning(spec: ChildSpec, { writeLine, back_off = default_back_off, start_attempts = 4 }: KeepRunningOptions): Service {
  const stopping = new AbortController();
  const first_ready = Promise.withResolvers<ChildDetails>();
  first_ready.promise.catch(() => {});
  let child: Child | undefined;
  let was_ready = false;

  const runOnce = async (): Promise<{ exit: ChildExit; healthy_ms: number }> => {
    const current = startChild(spec, writeLine);
    child = current;
    let ready_at: number | undefined;
    void current.ready.then((details) => {
      ready_at = performance.now();
      was_ready = true;
      first_ready.resolve(details);
    });
    const exit = await current.exited;
    return { exit, healthy_ms: ready_at === undefined ? 0 : performance.now() - ready_at };
  };

  const run = async (): Promise<void> => {
    let crashes = 0;
    while (!stopping.signal.aborted) {
      const { exit, healthy_ms } = await runOnce();
      if (stopping.signal.aborted) return;
      crashes = healthy_ms >= back_off.reset_after_ms ? 1 : crashes + 1;
      if (!was_ready && crashes >= start_attempts) {
        first_ready.reject(new Error(`${spec.name} did not start in ${crashes} attempts (${describeExit(exit)})`));
        return;
      }
      const delay_ms = computeDelay(crashes, back_off);
      writeLine('supervisor', `${spec.name} ended (${describeExit(exit)}), starting it again in ${delay_ms / 1000} s`);
      await sleep(delay_ms, undefined, { signal: stopping.signal }).catch(() => {});
    }
  };

  const ended = run();
  return {
    name: spec.name,
    ready: first_ready.promise,
    stop: () => {
      stopping.abort();
      child?.kill('SIGTERM');
      return ended;
    },
    kill: () => child?.kill('SIGKILL'),
  };
}

export function describeExit({ code, signal }: ChildExit): string {
  return signal === null ? `exit code ${code}` : `signal ${signal}`;
}
