import { describe, expect, it } from 'vitest';
import type { FleetLog } from '#lib/contract/past.ts';
import { fleetRecord, fleetSnapshot, instant, start_ms, stateEvent } from './fleet.fixture.ts';
import { createPastFleet } from './past-fleet.ts';
import { createPastPlayer } from './past-player.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A player whose frames come when the test says so, over a log with a speed report each second: its value is the second. */
const startPlayer = async (options: { log_seconds?: number; page?: number; fails?: () => boolean } = {}) => {
  const { log_seconds = 3600, page = 1000, fails = () => false } = options;
  const asked: { after: number; step: number }[] = [];
  const past = createPastFleet(
    async (at_ms) => {
      const second = Math.floor((at_ms - start_ms) / 1000);
      const vehicle = fleetRecord({ id: 'A', speed: second, position_at: instant(second), last_contact_at: instant(second) });
      return { ...fleetSnapshot(second, [vehicle]), at: new Date(at_ms).toISOString(), history_from: instant(0) };
    },
    { schedule: (task) => task() },
  );
  let presents = 0;
  let frame: ((at_ms: number) => void) | undefined;
  let frame_ms = 0;
  const player = createPastPlayer({
    past,
    readLog: async (after, step): Promise<FleetLog> => {
      asked.push({ after, step });
      if (fails()) throw new Error('no answer');
      const last = Math.min(log_seconds, after + page);
      const seconds = Array.from({ length: last - after }, (_, index) => after + 1 + index);
      const items = seconds.map((second) => stateEvent(second, 'A', { t: instant(second), s: { speed_in_kilometers_per_hour: second } }));
      return { items, next_after: last, until: instant(last + 0.5), more: last < log_seconds } as FleetLog;
    },
    onPresent: () => {
      presents += 1;
    },
    requestFrame: (run) => {
      frame = run;
      return 1;
    },
    cancelFrame: () => {
      frame = undefined;
    },
  });
  await player.seek(start_ms + 10_000);
  return {
    past,
    player,
    asked,
    presents: () => presents,
    speedOfA: () => past.fleet.get('A')?.speed,
    isRunning: () => frame !== undefined,
    /** Lets so much time of the onlooker pass, in frames. */
    pass: async (seconds: number, frame_length_ms = 100) => {
      for (let passed_ms = 0; passed_ms < seconds * 1000; passed_ms += frame_length_ms) {
        frame_ms += frame_length_ms;
        const run = frame;
        frame = undefined;
        run?.(frame_ms);
        await settled();
      }
    },
  };
};

describe('the player of the past', () => {
  it.each([1, 10, 60, 300])('moves the fleet on at %i times the pace of time', async (speed) => {
    const { player, pass, speedOfA, past } = await startPlayer();
    player.setSpeed(speed);
    player.play();
    await pass(0.5);
    const began = { at_ms: past.clock.now_ms, shown: speedOfA() ?? 0 };
    await pass(5);
    const moved_seconds = (past.clock.now_ms - began.at_ms) / 1000;
    expect(moved_seconds).toBeCloseTo(5 * speed, 0);
    expect(speedOfA()).toBe(Math.floor((past.clock.now_ms - start_ms) / 1000));
  });

  it('shows nothing before its moment has come, and reads no more ahead than it needs', async () => {
    const { player, pass, speedOfA, asked } = await startPlayer({ page: 20 });
    expect(speedOfA()).toBe(10);
    player.play();
    await pass(3);
    expect(speedOfA()).toBe(12);
    expect(asked).toEqual([{ after: 10, step: 0 }]);
  });

  it('lets time stand while the log does not answer, and goes on from there', async () => {
    let down = true;
    const { player, pass, speedOfA, past } = await startPlayer({ fails: () => down });
    player.play();
    await pass(1);
    expect(past.clock.now_ms).toBe(start_ms + 10_000);
    expect(player.state()).toMatchObject({ playing: true, waiting: true });
    down = false;
    await expect
      .poll(
        async () => {
          await pass(1);
          return speedOfA();
        },
        { timeout: 30_000 },
      )
      .toBeGreaterThan(10);
  });

  it('counts a long pause between frames as none: the page was hidden', async () => {
    const { player, pass, past } = await startPlayer();
    player.play();
    await pass(1);
    const before_ms = past.clock.now_ms;
    await pass(1, 60_000);
    expect(past.clock.now_ms - before_ms).toBeLessThan(1000);
  });

  it('stands where it is paused, and goes where it is sent', async () => {
    const { player, pass, speedOfA, isRunning } = await startPlayer();
    player.play();
    await pass(2);
    player.pause();
    expect([isRunning(), player.state().playing]).toEqual([false, false]);
    await player.seek(start_ms + 500_000);
    expect([speedOfA(), player.state().at_ms]).toEqual([500, start_ms + 500_000]);
    player.play();
    await pass(3);
    expect(speedOfA()).toBe(502);
  });

  it('forgets what it read for another moment', async () => {
    const { player, pass, speedOfA } = await startPlayer();
    player.play();
    await pass(2);
    await player.seek(start_ms + 5_000);
    expect(speedOfA()).toBe(5);
    await pass(2);
    expect(speedOfA()).toBe(6);
  });

  it('says when it has come to the present, and stops', async () => {
    const { player, pass, presents, isRunning, speedOfA } = await startPlayer({ log_seconds: 20 });
    player.play();
    await pass(8);
    expect(presents()).toBe(0);
    await pass(8);
    expect([presents(), isRunning(), speedOfA()]).toEqual([1, false, 20]);
  });
});
