import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { deleteVehicle } from '#server/store/erasures.ts';
import { getEventBounds } from '#server/store/events.ts';
import { eraseEvents, write } from '#server/store/write.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet } from '#server/test/fleet.fixture.ts';
import { liveView } from './live-view.ts';
import { type EventSelection, publicView } from './public-view.ts';
import { createStreamHub, type StreamSink } from './sse.ts';

/** A reader that takes what it is given, or lets it wait. */
const createSink = () => {
  const sequences: number[] = [];
  const frames: string[] = [];
  const view = { sequences, frames, closed: false, takes: true };
  const sink: StreamSink = {
    write: (bytes) => {
      if (!view.takes) return false;
      const frame = bytes.toString();
      frames.push(frame);
      const [, data = '[]'] = /^data: (.*)$/m.exec(frame) ?? [];
      sequences.push(...[JSON.parse(data)].flat().map(({ sequence }: { sequence: number }) => sequence));
      return true;
    },
    drained: () => new Promise((resolve) => setImmediate(resolve)),
    close: () => {
      view.closed = true;
    },
  };
  return { view, sink };
};

describeOnBothDatabases('the live hub', (makeApp) => {
  const prepare = async () => {
    const test: TestApp = await makeApp();
    const fleet = await makeFleet(test);
    const hub = createStreamHub(test.app);
    onTestFinished(() => hub.close());
    const emitMany = (vehicle_id: string, count: number) =>
      write(test.app, async (_tx, emit) => {
        const occurred_at = new Date(test.clock.now()).toISOString();
        const event = { fleet_id: fleet.fleet_id, type: 'VehicleStateRecorded', vehicle_id, occurred_at, flow_id: 'x', data: {} } as const;
        for (let number = 0; number < count; number += 1) emit(event);
      });
    const newest = async () => (await getEventBounds(test.app.db.read, fleet.fleet_id)).newest;
    return { ...test, ...fleet, hub, emitMany, newest };
  };
  const sequencesUpTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

  it('replays a long log and goes on live, without gap or repeat', async () => {
    const { hub, fleet_id, emitMany } = await prepare();
    await emitMany('A', 1_200);
    const { view, sink } = createSink();
    await hub.open(fleet_id, 0, liveView('all'), sink);
    for (let round = 0; round < 20; round += 1) await emitMany('A', 7);
    await vi.waitFor(() => expect(view.sequences).toEqual(sequencesUpTo(1_340)), { timeout: 60_000 });
  });

  it('goes on where the end of the log is gone with its vehicle', async () => {
    const { app, hub, fleet_id, emitMany, addVehicle, newest } = await prepare();
    await emitMany('A', 5);
    const gone = await addVehicle();
    await emitMany(gone.id, 3);
    const before = await newest();
    await hub.open(fleet_id, before, liveView('all'), createSink().sink);
    await write(app, async (tx) => {
      await deleteVehicle(tx, { vehicle_id: gone.id, fleet_id, removed_at: 'x' });
      await eraseEvents(tx, gone.id, 100);
    });

    const { view, sink } = createSink();
    await hub.open(fleet_id, 2, liveView('all'), sink);
    await vi.waitFor(() => expect(view.sequences).toEqual([3, 4, 5]), { timeout: 60_000 });
    await emitMany('A', 1);
    await vi.waitFor(() => expect(view.sequences).toEqual([3, 4, 5, before + 1]), { timeout: 60_000 });
  });

  it('shows vehicles alone to whoever may see no more, and still moves their cursor', async () => {
    const { app, hub, fleet_id, newest } = await prepare();
    const { view, sink } = createSink();
    await hub.open(fleet_id, 0, liveView('vehicles'), sink);
    await write(app, async (_tx, emit) => {
      emit({ fleet_id, type: 'CommandRequested', vehicle_id: 'A', occurred_at: 'x', flow_id: 'x', data: {} });
    });
    await vi.waitFor(async () => expect(view.frames.at(-1)).toContain(`id: ${await newest()}\n`), { timeout: 60_000 });
    expect(view.sequences).toEqual([]);
  });

  it('cuts a reader that does not take what it is given, and no other', async () => {
    const { hub, fleet_id, emitMany } = await prepare();
    const [slow, quick] = [createSink(), createSink()];
    for (const { sink } of [slow, quick]) await hub.open(fleet_id, 0, liveView('all'), sink);
    await emitMany('A', 1);
    await vi.waitFor(() => expect(slow.view.sequences).toEqual([1]), { timeout: 60_000 });
    slow.view.takes = false;
    await emitMany('A', 1);
    await vi.waitFor(() => expect(quick.view.sequences).toEqual([1, 2]), { timeout: 60_000 });
    expect(slow.view).toMatchObject({ sequences: [1], closed: true });
    expect(quick.view.closed).toBe(false);
  });

  describe('with public views', () => {
    const sight: EventSelection = { types: ['VehicleStateRecorded', 'VehicleChanged'] };
    const idsOf = (frames: readonly string[]) =>
      frames.flatMap((frame) => [...frame.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id)));

    it('makes a frame once for all that see the same, and each its own for the others', async () => {
      const { app, hub, fleet_id, newest } = await prepare();
      const start = await newest();
      const [first, second, narrow, raw] = [createSink(), createSink(), createSink(), createSink()];
      for (const { sink } of [first, second]) await hub.open(fleet_id, start, publicView(sight), sink);
      await hub.open(fleet_id, start, publicView({ ...sight, vehicle_ids: ['B'] }), narrow.sink);
      await hub.open(fleet_id, start, liveView('all'), raw.sink);
      for (let round = 0; round < 5; round += 1) {
        await write(app, async (_tx, emit) => {
          const event = { fleet_id, type: 'VehicleStateRecorded', occurred_at: 'x', flow_id: 'x' } as const;
          for (const vehicle_id of ['A', 'B']) emit({ ...event, vehicle_id, data: { t: 't', s: { altitude_in_meters: round }, full: 1 } });
        });
      }
      const wanted = sequencesUpTo(start + 10, start + 1);
      await vi.waitFor(() => expect(idsOf(second.view.frames)).toEqual(wanted), { timeout: 60_000 });
      expect(first.view.frames).toEqual(second.view.frames);
      expect(idsOf(narrow.view.frames)).toEqual(wanted.filter((_, index) => index % 2 === 1));
      expect(raw.view.sequences).toEqual(wanted);
    });

    it('replays and goes on with merged states, though the tail had no reader of them before', async () => {
      const { app, hub, fleet_id, newest } = await prepare();
      const record = (altitude: number, more = {}) =>
        write(app, async (_tx, emit) => {
          const data = { t: 't', s: altitude % 2 === 0 ? { altitude_in_meters: altitude } : { mileage_in_kilometers: altitude }, ...more };
          emit({ fleet_id, type: 'VehicleStateRecorded', vehicle_id: 'A', occurred_at: 'x', flow_id: 'x', data });
        });
      await record(0, { full: 1 });
      await hub.open(fleet_id, 0, liveView('all'), createSink().sink);
      for (let number = 1; number < 20; number += 1) await record(number);
      const { view, sink } = createSink();
      const stream = await hub.open(fleet_id, await newest(), publicView(sight), sink);
      for (let number = 20; number < 40; number += 1) await record(number);
      await vi.waitFor(async () => expect(stream.position()).toBe(await newest()), { timeout: 60_000 });
      const states = view.frames.flatMap((frame) =>
        [...frame.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data).data.vehicle_state),
      );
      expect(
        states.map(({ altitude_in_meters, mileage_in_kilometers }) => [altitude_in_meters.value, mileage_in_kilometers.value]),
      ).toEqual(Array.from({ length: 20 }, (_, index) => [20 + index - (index % 2), 19 + index + (index % 2)]));
    });
  });
});
