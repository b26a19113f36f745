import { describe, expect, it, vi } from 'vitest';
import type { LiveEvent } from '#lib/contract/live.ts';
import { decodeSnapshot, encodeSnapshot } from '#lib/contract/snapshot-codec.ts';
import { fleetRecord, fleetSnapshot, instant, liveEvent, start_ms, stateEvent } from '../fleet.fixture.ts';
import { no_filter } from '../fleet-filter.ts';
import type { FleetRecord } from '../fleet-record.ts';
import { usual_sort } from '../fleet-sort.ts';
import { createLocalFleet } from '../local-fleet.ts';
import type { ToWorker } from './messages.ts';
import { createRemoteFleet } from './remote-fleet.ts';
import { serveFleet } from './serve-fleet.ts';

const wait = { timeout: 60_000, interval: 5 };
const now = () => start_ms;

const records = (count: number): FleetRecord[] =>
  Array.from({ length: count }, (_, index) =>
    fleetRecord({
      id: `V${String(index).padStart(4, '0')}`,
      license_plate: `P ${(index * 37) % count}`,
      brand: index % 3 === 0 ? 'Alpha' : 'Beta',
      energy: index % 101,
      lat: (index % 50) / 10,
      lon: Math.floor(index / 50) / 10,
      custom_fields: index === 1 ? { depot: 'north' } : {},
    }),
  );

/** Both ends in one process; what they say to each other is copied, as between threads. */
const startRemote = async (given: readonly FleetRecord[], missed: readonly LiveEvent[] = []) => {
  const later: FleetRecord[][] = [];
  const fleet = createRemoteFleet(
    (receive) => {
      let bytes: ArrayBuffer | undefined;
      const serve = serveFleet({
        post: (message) => queueMicrotask(() => receive(structuredClone(message))),
        loadSnapshot: async () => (bytes ? decodeSnapshot(new Uint8Array(bytes)) : fleetSnapshot(100, later.shift() ?? [])),
        now,
        schedule: (task) => setTimeout(task, 1),
        map_interval_ms: { grouped: 1, single: 1 },
      });
      const send = (message: ToWorker) => {
        const copy = structuredClone(message);
        if (copy.tell === 'begin') bytes = copy.bytes;
        serve(copy);
        if (copy.tell === 'begin') bytes = undefined;
      };
      return { send: (message) => queueMicrotask(() => send(message)), close: () => {} };
    },
    { bytes: encodeSnapshot(fleetSnapshot(0, given)).buffer, missed },
  );
  const desk = fleet.openDesk({ filter: no_filter, sort: usual_sort });
  await vi.waitFor(() => expect(fleet.status()).toEqual({ phase: 'ready' }), wait);
  return { fleet, desk, later };
};

const listOf = (desk: { state: () => { listed: number }; idAt: (index: number) => string }): string[] =>
  Array.from({ length: desk.state().listed }, (_, index) => desk.idAt(index));

const energyOf = (sequence: number, id: string, value: number) =>
  stateEvent(sequence, id, { t: instant(sequence), s: { state_of_charge_or_fuel_level_in_percent: value } });

describe('the fleet in a worker', () => {
  it('lists, filters, sorts and counts as the fleet on the page does', async () => {
    const given = records(300);
    const { desk, fleet } = await startRemote(given);
    const local = createLocalFleet({ loadSnapshot: async () => fleetSnapshot(0, given), now, schedule: (task) => setTimeout(task, 1) });
    await local.load();
    for (const descending of [false, true]) {
      for (const column of ['plate', 'energy', 'status'] as const) {
        const wanted = { filter: { ...no_filter, brand: ['Alpha'] }, sort: { column, descending } };
        const here = local.openDesk(wanted);
        desk.show(wanted);
        await vi.waitFor(() => expect(listOf(desk)).toEqual(listOf(here)), wait);
        expect(desk.state()).toMatchObject({ total: 300, matching: 100, listed: 100 });
        expect(await desk.countFacet('brand')).toEqual(await here.countFacet('brand'));
        expect(await desk.points.far?.findArea()).toEqual([0, 0, 0.5, 4.9]);
      }
    }
    expect(await fleet.listFieldKeys()).toEqual(['depot']);
    expect(await desk.describe(['V0003', 'V0001', 'none'])).toEqual([
      { id: 'V0003', label: 'P 111', listed: true },
      { id: 'V0001', label: 'P 37', listed: false },
    ]);
  });

  it('keeps what is watched current, and says what is on its way and what is gone', async () => {
    const { fleet, desk } = await startRemote(records(10), [energyOf(1, 'V0002', 99)]);
    const heard = vi.fn();
    expect(fleet.get('V0002')).toBeNull();
    const leave = fleet.watch('V0002', heard);
    await vi.waitFor(() => expect(fleet.get('V0002')?.energy).toBe(99), wait);
    expect(desk.indexOf('V0002')).toBe(listOf(desk).indexOf('V0002'));
    const calls = heard.mock.calls.length;
    fleet.receive([energyOf(2, 'V0002', 42), energyOf(3, 'V0005', 7)]);
    await vi.waitFor(() => expect(fleet.get('V0002')?.energy).toBe(42), wait);
    expect(heard.mock.calls.length).toBeGreaterThan(calls);
    fleet.receive([liveEvent(4, 'VehicleRemoved', 'V0002', {})]);
    await vi.waitFor(() => expect(fleet.get('V0002')).toBeUndefined(), wait);
    expect(desk.isListed('V0002')).toBe(false);
    leave();
    expect(fleet.get('none')).toBeNull();
    fleet.watch('none', () => {});
    await vi.waitFor(() => expect(fleet.get('none')).toBeUndefined(), wait);
  });

  it('takes everything afresh when events were missed', async () => {
    const { fleet, desk, later } = await startRemote(records(10));
    fleet.watch('V0001', () => {});
    later.push([fleetRecord({ id: 'V0001', license_plate: 'NEW', energy: 3 })]);
    await fleet.load();
    await vi.waitFor(() => expect(listOf(desk)).toEqual(['V0001']), wait);
    await vi.waitFor(() => expect(fleet.get('V0001')).toMatchObject({ label: 'NEW', energy: 3 }), wait);
  });

  it('gives a map groups from afar, single vehicles from near, and none that the filter hides', async () => {
    const { desk, fleet } = await startRemote(records(300));
    const { far } = desk.points;
    if (!far) throw new Error('The fleet is near.');
    const seen = () => {
      const ids: string[] = [];
      desk.points.forEach(({ id }) => {
        ids.push(id);
      });
      return ids;
    };
    const inGroups = () => far.groups().reduce((sum, { count }) => sum + count, 0);
    far.look({ area: [-10, -10, 20, 20], zoom: 3, grouped: true });
    await vi.waitFor(() => expect(inGroups() + seen().length).toBe(300), wait);
    expect(far.groups().length).toBeLessThan(20);
    expect(far.groups().reduce((sum, { statuses }) => sum + (statuses.parked ?? 0), 0)).toBe(inGroups());
    desk.show({ filter: { ...no_filter, brand: ['Alpha'] }, sort: usual_sort });
    await vi.waitFor(() => expect(inGroups() + seen().length).toBe(100), wait);
    far.look({ area: [0, 0, 0.04, 0.24], zoom: 17, grouped: false });
    await vi.waitFor(() => expect(seen()).toEqual(['V0000', 'V0003']), wait);
    expect(far.groups()).toEqual([]);
    const move = { position: { lat: 40, lon: 40 } };
    fleet.receive([stateEvent(9, 'V0003', { t: instant(9), s: move })]);
    await vi.waitFor(() => expect(seen()).toEqual(['V0000']), wait);
  });
});
