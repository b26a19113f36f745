import { describe, expect, it } from 'vitest';
import type { FleetSnapshot } from '#lib/contract/fleet.ts';
import { ApiFailure, no_answer } from './api.ts';
import { fleetRecord, fleetSnapshot, instant, liveEvent, start_ms, stateEvent, vehicleOf } from './fleet.fixture.ts';
import { createFleetStore, type FleetChange } from './fleet-store.ts';

/** A store whose frames and answers the test gives by hand. */
const startStore = () => {
  const answers: PromiseWithResolvers<FleetSnapshot>[] = [];
  const tasks: (() => void)[] = [];
  const changes: FleetChange[] = [];
  let now_ms = start_ms;
  const store = createFleetStore({
    loadSnapshot: () => {
      const answer = Promise.withResolvers<FleetSnapshot>();
      answers.push(answer);
      return answer.promise;
    },
    now: () => now_ms,
    schedule: (task) => tasks.push(task),
    retry_after_ms: 1,
  });
  store.subscribe((change) => changes.push(change));
  return {
    store,
    answers,
    changes,
    pass: (seconds: number) => {
      now_ms += seconds * 1000;
    },
    frame: () => {
      for (const task of tasks.splice(0)) task();
      return changes.splice(0);
    },
    answer: async (snapshot: FleetSnapshot) => {
      const loading = answers.at(-1);
      loading?.resolve(snapshot);
      await loading?.promise;
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
};

const speed = (sequence: number, id: string, value: number, seconds = 0) =>
  stateEvent(sequence, id, { t: instant(seconds), s: { speed_in_kilometers_per_hour: value } });
const two = [fleetRecord({ id: 'A', license_plate: 'A 1' }), fleetRecord({ id: 'B', license_plate: 'B 1' })];

const startLoaded = async () => {
  const started = startStore();
  void started.store.load();
  await started.answer(fleetSnapshot(10, two));
  started.frame();
  return started;
};

describe('fleet store', () => {
  it('shows the snapshot and then what happened after it, whatever arrived in the meantime', async () => {
    const { store, answer, frame } = startStore();
    void store.load();
    expect(store.status()).toEqual({ phase: 'loading' });
    store.receive([speed(9, 'A', 99), speed(11, 'A', 11)]);
    expect(store.get('A')).toBeUndefined();
    await answer(fleetSnapshot(10, two));
    expect(store.status()).toEqual({ phase: 'ready' });
    expect(store.get('A')?.speed).toBe(11);
    expect(frame()).toEqual(['all']);
  });

  it('tells once a frame which vehicles changed, each once', async () => {
    const { store, frame } = await startLoaded();
    store.receive([speed(11, 'A', 1), speed(12, 'B', 2)]);
    store.receive([speed(13, 'A', 3)]);
    expect(frame()).toEqual([['A', 'B']]);
    expect(frame()).toEqual([]);
    expect(store.get('A')?.speed).toBe(3);
  });

  it('says nothing when nothing changed', async () => {
    const { store, frame } = await startLoaded();
    store.receive([liveEvent(11, 'IgnitionChanged', 'A', {}), speed(12, 'UNKNOWN', 5)]);
    expect(frame()).toEqual([]);
    expect(store.count()).toBe(2);
  });

  it('takes no event twice', async () => {
    const { store } = await startLoaded();
    store.receive([speed(11, 'A', 1, 1), speed(11, 'A', 50, 2), speed(4, 'A', 60, 3)]);
    expect(store.get('A')?.speed).toBe(1);
  });

  it('adds and removes vehicles', async () => {
    const { store, frame } = await startLoaded();
    const vehicle = vehicleOf(fleetRecord({ id: 'C' }));
    store.receive([
      liveEvent(11, 'VehicleCreated', 'C', { reasons: ['VEHICLE_ADDED'], vehicle }),
      liveEvent(12, 'VehicleRemoved', 'A', {}),
    ]);
    expect(frame()).toEqual([['C', 'A']]);
    expect([store.count(), store.get('A'), store.get('C')?.id]).toEqual([2, undefined, 'C']);
  });

  it('takes a snapshot when an event does not tell all', async () => {
    const { store, answer, answers, frame } = await startLoaded();
    const vehicle = vehicleOf(fleetRecord({ id: 'C' }));
    store.receive([liveEvent(11, 'VehicleCreated', 'C', { reasons: ['VEHICLE_RESTORED'], vehicle })]);
    expect(answers).toHaveLength(2);
    await answer(fleetSnapshot(11, [...two, fleetRecord({ id: 'C', energy: 70 })]));
    expect(store.get('C')?.energy).toBe(70);
    expect(frame()).toEqual(['all']);
  });

  it('goes on showing what it knew while a fresh snapshot is on its way', async () => {
    const { store, answer } = await startLoaded();
    void store.load();
    expect([store.count(), store.status().phase]).toEqual([2, 'ready']);
    await answer(fleetSnapshot(50, [fleetRecord({ id: 'Z' })]));
    expect([store.count(), store.get('A'), store.get('Z')?.id]).toEqual([1, undefined, 'Z']);
  });

  it('ends a movement when nothing is heard of it any more', async () => {
    const { store, frame, pass } = await startLoaded();
    store.receive([speed(11, 'A', 30)]);
    frame();
    pass(180);
    store.tick();
    expect(frame()).toEqual([]);
    pass(1);
    store.tick();
    expect(frame()).toEqual([['A']]);
    expect(store.get('A')).toMatchObject({ activity: 'idle', speed: 30 });
  });

  it('says whose fault a failure is and tries again when it may pass', async () => {
    const { store, answers, answer } = startStore();
    void store.load();
    answers[0]?.reject(new ApiFailure(no_answer));
    await expect.poll(() => answers.length, { timeout: 30_000, interval: 1 }).toBe(2);
    expect(store.status()).toEqual({ phase: 'failed', problem: no_answer });
    await answer(fleetSnapshot(1, two));
    expect(store.status()).toEqual({ phase: 'ready' });
    store.close();
  });
});
