import { createRandom } from './random.ts';
import { createReportSchedule } from './report-schedule.ts';
import type { SimulatedVehicle } from './vehicle.ts';

export type PushMessage = 'status' | 'location';

const intervals = { moving_ms: 20_000, standing_ms: 60_000 };
const most_at_once = 6;
const most_waiting = 500;
const pause_after_failure_ms = 10_000;

/**
 * Lets a vendor's cloud push what its vehicles report, status and place one after the other, a few at a time.
 * Nobody at the other end is no error here: what could not be told is told with the next report.
 */
export const createPushFleet = (options: {
  vehicles: readonly SimulatedVehicle[];
  push: (unit_id: string, message: PushMessage) => Promise<{ status: number }>;
  clock: () => number;
  seed: number;
  log: (message: string) => void;
}) => {
  const { clock, push, log } = options;
  const schedule = createReportSchedule(options.vehicles, intervals, createRandom(options.seed), clock());
  const waiting: string[] = [];
  let in_flight = 0;
  let failing = false;
  let paused_until = 0;
  let delivered = 0;

  const note = (failed: boolean, reason: string) => {
    if (failed) paused_until = clock() + pause_after_failure_ms;
    if (failed !== failing) log(failed ? `Pushes are not taken: ${reason}` : 'Pushes are taken again');
    failing = failed;
  };

  const deliver = async (unit_id: string): Promise<void> => {
    in_flight += 1;
    try {
      for (const message of ['status', 'location'] as const) {
        const { status } = await push(unit_id, message);
        note(status !== 200, `answer ${status}`);
        if (status === 200) delivered += 1;
      }
    } catch (error) {
      note(true, error instanceof Error ? error.message : 'unknown error');
    } finally {
      in_flight -= 1;
      startNext();
    }
  };

  const startNext = (): void => {
    while (in_flight < most_at_once && clock() >= paused_until) {
      const unit_id = waiting.shift();
      if (unit_id === undefined) return;
      void deliver(unit_id);
    }
  };

  return {
    delivered: () => delivered,
    tick: (): void => {
      for (const { unit_id } of schedule.due(clock()))
        if (!waiting.includes(unit_id) && waiting.length < most_waiting) waiting.push(unit_id);
      startNext();
    },
  };
};
