import { expect, it, onTestFinished, vi } from 'vitest';
import { deleteVehicle } from '#server/store/erasures.ts';
import { getEventBounds } from '#server/store/events.ts';
import { eraseEvents, write } from '#server/store/write.ts';
import { describeOnBothDatabases, type TestApp } from '#server/test/app.fixture.ts';
import { makeFleet } from '#server/test/fleet.fixture.ts';
import { createLiveHub, type StreamSink } from './sse.ts';

/** A reader that takes what it is given, or lets it wait. */
const createSink = () => {
  const sequences: number[] = [];
  const frames: string[] = [];
  const view = { sequences, frames, closed: false, takes: true };
  const sink: StreamSink = {
    write: (frame) => {
      if (!view.takes) return false;
      frames.push(frame);
      const [, data = '[]'] = /^data: (.*)$/m.exec(frame) ?? [];
      sequences.push(...JSON.parse(data).map(({ sequence }: { sequence: number }) => sequence));
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
    const hub = createLiveHub(test.app);
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
    await hub.open(fleet_id, 0, 'all', sink);
    for (let round = 0; round < 20; round += 1) await emitMany('A', 7);
    await vi.waitFor(() => expect(view.sequences).toEqual(sequencesUpTo(1_340)), { timeout: 10_000 });
  });

  it('goes on where the end of the log is gone with its vehicle', async () => {
    const { app, hub, fleet_id, emitMany, addVehicle, newest } = await prepare();
    await emitMany('A', 5);
    const gone = await addVehicle();
    await emitMany(gone.id, 3);
    const before = await newest();
    await hub.open(fleet_id, before, 'all', createSink().sink);
    await write(app, async (tx) => {
      await deleteVehicle(tx, { vehicle_id: gone.id, fleet_id, removed_at: 'x' });
      await eraseEvents(tx, gone.id, 100);
    });

    const { view, sink } = createSink();
    await hub.open(fleet_id, 2, 'all', sink);
    await vi.waitFor(() => expect(view.sequences).toEqual([3, 4, 5]), { timeout: 5_000 });
    await emitMany('A', 1);
    await vi.waitFor(() => expect(view.sequences).toEqual([3, 4, 5, before + 1]), { timeout: 5_000 });
  });

  it('shows vehicles alone to whoever may see no more, and still moves their cursor', async () => {
    const { app, hub, fleet_id, newest } = await prepare();
    const { view, sink } = createSink();
    await hub.open(fleet_id, 0, 'vehicles', sink);
    await write(app, async (_tx, emit) => {
      emit({ fleet_id, type: 'CommandRequested', vehicle_id: 'A', occurred_at: 'x', flow_id: 'x', data: {} });
    });
    await vi.waitFor(async () => expect(view.frames.at(-1)).toContain(`id: ${await newest()}\n`), { timeout: 5_000 });
    expect(view.sequences).toEqual([]);
  });

  it('cuts a reader that does not take what it is given, and no other', async () => {
    const { hub, fleet_id, emitMany } = await prepare();
    const [slow, quick] = [createSink(), createSink()];
    for (const { sink } of [slow, quick]) await hub.open(fleet_id, 0, 'all', sink);
    await emitMany('A', 1);
    await vi.waitFor(() => expect(slow.view.sequences).toEqual([1]), { timeout: 5_000 });
    slow.view.takes = false;
    await emitMany('A', 1);
    await vi.waitFor(() => expect(quick.view.sequences).toEqual([1, 2]), { timeout: 5_000 });
    expect(slow.view).toMatchObject({ sequences: [1], closed: true });
    expect(quick.view.closed).toBe(false);
  });
});
