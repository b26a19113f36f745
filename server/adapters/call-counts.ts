import type { HttpAnswer } from './http-port.ts';

/** Of the calls of the last minutes that left us. */
export interface CallFigures {
  calls: number;
  failures: number;
  /** Nine in ten of the latest answers came within; undefined without any. */
  p90_ms: number | undefined;
  last_success_at_ms: number | undefined;
  last_failure_at_ms: number | undefined;
}

export const counted_minutes = 5;
const minute_ms = 60_000;
const kept_durations = 200;

/** Counts calls by minutes, for some minutes; one that broke or was answered as an outage is a failure. */
export const createCallCounts = (clock: () => number) => {
  const minutes = new Map<number, { calls: number; failures: number }>();
  const durations: number[] = [];
  let next_duration = 0;
  let last_success_at_ms: number | undefined;
  let last_failure_at_ms: number | undefined;

  const forgetOld = (now_minute: number) => {
    for (const minute of minutes.keys()) if (minute <= now_minute - counted_minutes || minute > now_minute) minutes.delete(minute);
  };

  const note = (failed: boolean, duration_ms: number) => {
    const now_ms = clock();
    const minute = Math.floor(now_ms / minute_ms);
    forgetOld(minute);
    const counted = minutes.get(minute) ?? { calls: 0, failures: 0 };
    minutes.set(minute, { calls: counted.calls + 1, failures: counted.failures + Number(failed) });
    durations[next_duration] = duration_ms;
    next_duration = (next_duration + 1) % kept_durations;
    if (failed) last_failure_at_ms = now_ms;
    else last_success_at_ms = now_ms;
  };

  return {
    count: async (
      call: () => Promise<HttpAnswer>,
      isFailure: (answer: HttpAnswer) => boolean,
      isFault: (error: unknown) => boolean,
    ): Promise<HttpAnswer> => {
      const began = performance.now();
      try {
        const answer = await call();
        note(isFailure(answer), performance.now() - began);
        return answer;
      } catch (error) {
        if (isFault(error)) note(true, performance.now() - began);
        throw error;
      }
    },
    figures: (): CallFigures => {
      forgetOld(Math.floor(clock() / minute_ms));
      const all = [...minutes.values()];
      return {
        calls: all.reduce((sum, { calls }) => sum + calls, 0),
        failures: all.reduce((sum, { failures }) => sum + failures, 0),
        p90_ms: durations.toSorted((a, b) => a - b)[Math.ceil(durations.length * 0.9) - 1],
        last_success_at_ms,
        last_failure_at_ms,
      };
    },
  };
};
