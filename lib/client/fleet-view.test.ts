import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { LiveEvent } from '#lib/contract/live.ts';
import { column_ids } from './column-choice.ts';
import { fleetRecord, fleetSnapshot, instant, liveEvent, start_ms, stateEvent, vehicleOf } from './fleet.fixture.ts';
import { type FleetFilter, no_filter } from './fleet-filter.ts';
import type { FleetRecord } from './fleet-record.ts';
import type { FleetRow } from './fleet-row.ts';
import type { FleetSort } from './fleet-sort.ts';
import { createFleetStore } from './fleet-store.ts';
import { createFleetView, type FleetView } from './fleet-view.ts';

const startView = async (records: FleetRecord[], options: Parameters<typeof createFleetView>[1] = {}) => {
  const tasks: (() => void)[] = [];
  const store = createFleetStore({
    loadSnapshot: async () => fleetSnapshot(0, records),
    now: () => start_ms,
    schedule: (task) => tasks.push(task),
  });
  const frame = () => {
    for (const task of tasks.splice(0)) task();
  };
  await store.load();
  const view = createFleetView(store, { settle_interval_ms: 1, ...options });
  const unfollow = view.follow();
  frame();
  return { store, view, frame, unfollow };
};

const listed = (view: FleetView): string[] => Array.from({ length: view.state().listed }, (_, index) => view.rowAt(index)?.id ?? '?');
const energy = (sequence: number, id: string, value: number) =>
  stateEvent(sequence, id, { t: instant(sequence), s: { state_of_charge_or_fuel_level_in_percent: value } });

const isPlainlyOnMap = (row: FleetRow, { q, life, energy }: FleetFilter): boolean =>
  row.search_text.includes(q) &&
  (life.length === 0 || life.includes(row.life_status)) &&
  (energy.length === 0 || (row.energy !== null && row.energy < 30));
const isPlainlyInArea = (row: FleetRow, { area }: FleetFilter): boolean =>
  area === undefined || (row.lat !== null && Math.abs(row.lat) <= 1);

/** The plain way, to compare with: everything looked at, everything sorted. */
const plainList = (rows: FleetRow[], filter: FleetFilter, sort: FleetSort): string[] => {
  const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const compareText = (a: string, b: string) => {
    const [x, y] = [a, b].map((text) => fold(text).replace(/\d+/g, (digits) => digits.padStart(10, '0')));
    return (x ?? '') < (y ?? '') ? -1 : (x ?? '') > (y ?? '') ? 1 : 0;
  };
  const values: Record<string, (row: FleetRow) => string | number | null> = {
    status: (row) => ['alarm', 'moving', 'charging', 'idle', 'parked', 'offline'].indexOf(row.activity),
    plate: (row) => row.license_plate,
    name: (row) => row.custom_name,
    model: (row) => (row.brand || row.model ? `${row.brand ?? ''} ${row.model ?? ''}`.trim() : null),
    energy: (row) => row.energy,
    lock: (row) => (row.central_lock === null ? null : row.central_lock === 'UNLOCKED' ? 0 : 1),
    operation: (row) => ['OPERATING', 'GARAGE', 'BROKEN', 'INACTIVE'].indexOf(row.operation_status),
    rental: (row) => ['IN_RENTAL', 'NOT_IN_RENTAL'].indexOf(row.rental_status),
    life: (row) => ['ONLINE', 'OFFLINE'].indexOf(row.life_status),
    contact: (row) => (row.last_contact_at === null ? null : Math.floor(Date.parse(row.last_contact_at) / 1000)),
    tags: (row) => (row.tags.length > 0 ? row.tags.join(' ') : null),
    range: (row) => row.range,
    mileage: (row) => row.mileage,
    driving: (row) => (row.driving_enabled === null ? null : row.driving_enabled ? 0 : 1),
    freshness: (row) => ['silent', 'overdue', 'due', 'fresh'].indexOf(row.freshness),
    type: (row) => row.vehicle_type,
    vin: (row) => row.vin,
    telematics: (row) => row.telematics_brand,
    unit: (row) => row.telematics_unit_id,
    id: (row) => row.id,
    'field.deck': (row) => row.custom_fields.deck ?? null,
  };
  const read = (row: FleetRow) => values[sort.column]?.(row) ?? null;
  const compareValues = (x: string | number, y: string | number) =>
    typeof x === 'string' && typeof y === 'string' ? compareText(x, y) : Number(x) - Number(y);
  const compareRows = (a: FleetRow, b: FleetRow) => {
    const [x, y] = [read(a), read(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return compareValues(x, y) * (sort.descending ? -1 : 1);
  };
  return rows
    .filter((row) => isPlainlyOnMap(row, filter) && isPlainlyInArea(row, filter))
    .sort((a, b) => compareRows(a, b) || compareText(a.label, b.label) || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
};

const ids = ['A', 'B', 'C', 'D', 'E', 'F'];
const text = fc.constantFrom('a 1', 'A 2', 'a 10', 'ä 3', 'b');
const record = (id: string): fc.Arbitrary<FleetRecord> =>
  fc
    .record({
      license_plate: fc.option(text.map((plate) => `${plate} ${id}`)),
      custom_name: fc.option(fc.constantFrom('n 1', 'n 2')),
      brand: fc.option(fc.constantFrom('x', 'y')),
      energy: fc.option(fc.integer({ min: 0, max: 100 })),
      range: fc.option(fc.integer({ min: 0, max: 400 })),
      mileage: fc.option(fc.integer({ min: 0, max: 9 })),
      driving_enabled: fc.option(fc.boolean()),
      vehicle_type: fc.constantFrom('CAR', 'MOPED', null),
      custom_fields: fc.constantFrom<Record<string, string>>({}, { deck: '2' }, { deck: '10' }),
      tags: fc.subarray(['t1', 't2']),
      life_status: fc.constantFrom('ONLINE', 'OFFLINE'),
      central_lock: fc.option(fc.constantFrom('LOCKED', 'UNLOCKED')),
      lat: fc.constantFrom(0, 5),
      lon: fc.constant(0),
      last_contact_at: fc.option(fc.integer({ min: -7200, max: 5 }).map(instant)),
    })
    .map((given) => fleetRecord({ id, ...given }));
const records = fc.subarray(ids).chain((some) => fc.tuple(...some.map(record)));
const sort: fc.Arbitrary<FleetSort> = fc.record({
  column: fc.constantFrom(...column_ids, 'field.deck' as const),
  descending: fc.boolean(),
});
const filter: fc.Arbitrary<FleetFilter> = fc.constantFrom<FleetFilter>(
  no_filter,
  { ...no_filter, energy: ['below-30'] },
  { ...no_filter, life: ['ONLINE'], q: 'a' },
  { ...no_filter, area: [-1, -1, 1, 1] },
);
type Step =
  | { kind: 'event'; event: (sequence: number) => LiveEvent }
  | { kind: 'show'; filter: FleetFilter; sort: FleetSort }
  | { kind: 'frame' | 'settle' };
const event = fc.constantFrom(...ids).chain((id) =>
  fc.oneof(
    fc.integer({ min: 0, max: 100 }).map((value) => (sequence: number) => energy(sequence, id, value)),
    fc.integer({ min: 0, max: 90 }).map(
      (value) => (sequence: number) =>
        stateEvent(sequence, id, {
          t: instant(sequence),
          s: { speed_in_kilometers_per_hour: value, position: { lat: value % 7, lon: 0 } },
        }),
    ),
    record(id).map((given) => (sequence: number) => liveEvent(sequence, 'VehicleChanged', id, { reasons: [], vehicle: vehicleOf(given) })),
    record(id).map(
      (given) => (sequence: number) => liveEvent(sequence, 'VehicleCreated', id, { reasons: ['VEHICLE_ADDED'], vehicle: vehicleOf(given) }),
    ),
    fc.constant((sequence: number) => liveEvent(sequence, 'VehicleRemoved', id, {})),
  ),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: event.map((made): Step => ({ kind: 'event', event: made })) },
  fc.record({ kind: fc.constant('show' as const), filter, sort }),
  fc.constantFrom<Step>({ kind: 'frame' }, { kind: 'settle' }),
);

describe('fleet view', () => {
  it('shows after any history what a fresh look would show', async () => {
    const law = fc.asyncProperty(
      records,
      filter,
      sort,
      fc.array(step, { maxLength: 25 }),
      async (given, first_filter, first_sort, steps) => {
        const { store, view, frame, unfollow } = await startView(given, { filter: first_filter, sort: first_sort });
        let shown = { filter: first_filter, sort: first_sort };
        for (const [index, one] of steps.entries()) {
          if (one.kind === 'event') store.receive([one.event(index + 1)]);
          else if (one.kind === 'show') {
            shown = one;
            view.show(one);
          } else if (one.kind === 'frame') frame();
          else view.settle();
        }
        frame();
        view.settle();
        const rows = ids.flatMap((id) => store.get(id) ?? []);
        expect(listed(view)).toEqual(plainList(rows, shown.filter, shown.sort));
        const on_map = rows.filter((row) => isPlainlyOnMap(row, shown.filter)).map(({ id }) => id);
        expect(ids.filter(view.isOnMap)).toEqual(on_map);
        const list = listed(view).map((id) => store.get(id));
        expect(view.state()).toMatchObject({
          total: rows.length,
          matching: list.length,
          moving: list.filter((row) => row?.activity === 'moving').length,
          offline: list.filter((row) => row?.life_status === 'OFFLINE').length,
          out_of_date: false,
        });
        unfollow();
      },
    );
    await fc.assert(law, { numRuns: 500 });
  });

  const three = [fleetRecord({ id: 'A', energy: 10 }), fleetRecord({ id: 'B', energy: 20 }), fleetRecord({ id: 'C', energy: 30 })];
  const by_energy: FleetSort = { column: 'energy', descending: false };

  it('keeps every row in place while held, says so, and catches up when let go', async () => {
    const { store, view, frame } = await startView(three, { sort: by_energy });
    view.hold(true);
    store.receive([energy(1, 'A', 90), liveEvent(2, 'VehicleRemoved', 'C', {})]);
    frame();
    expect(view.rowAt(0)).toMatchObject({ id: 'A', energy: 90 });
    expect(view.rowAt(2)).toBeUndefined();
    expect(view.state()).toMatchObject({ matching: 2, listed: 3, out_of_date: true });
    view.hold(false);
    expect(listed(view)).toEqual(['B', 'A']);
    expect(view.state()).toMatchObject({ listed: 2, out_of_date: false });
  });

  it('applies what somebody asked for even while held', async () => {
    const { view } = await startView(three);
    view.hold(true);
    view.show({ filter: { ...no_filter, q: 'b' }, sort: by_energy });
    expect(listed(view)).toEqual(['B']);
  });

  it('finds a text that came while another column was sorted by', async () => {
    const by_name: FleetSort = { column: 'name', descending: true };
    const named = three.map((one) => ({ ...one, license_plate: one.id, custom_name: `name ${one.id}` }));
    const { store, view, frame } = await startView(named, { sort: by_name });
    view.show({ filter: no_filter, sort: by_energy });
    const renamed = vehicleOf({ ...(named[1] ?? fleetRecord({ id: 'B' })), custom_name: 'zebra' });
    store.receive([liveEvent(1, 'VehicleChanged', 'B', { reasons: [], vehicle: renamed })]);
    frame();
    view.show({ filter: no_filter, sort: by_name });
    expect(listed(view)).toEqual(['B', 'C', 'A']);
  });

  it('brings an order that was put aside up to date when it is chosen again, however many moved', async () => {
    const many = Array.from({ length: 100 }, (_, index) => fleetRecord({ id: `V${index}`, energy: index }));
    const by_plate: FleetSort = { column: 'plate', descending: false };
    for (const moving of [1, 5, 60]) {
      const { store, view, frame } = await startView(many, { sort: by_energy });
      view.show({ filter: no_filter, sort: by_plate });
      store.receive(many.slice(0, moving).map(({ id }, index) => energy(index + 1, id, 100 - index)));
      frame();
      view.show({ filter: no_filter, sort: by_energy });
      expect(listed(view)).toEqual(
        plainList(
          many.flatMap(({ id }) => store.get(id) ?? []),
          no_filter,
          by_energy,
        ),
      );
    }
  });

  it('brings the order up to date by itself after a while', async () => {
    const { store, view, frame, unfollow } = await startView(three, { sort: by_energy });
    store.receive([energy(1, 'A', 90)]);
    frame();
    await vi.waitFor(() => expect(listed(view)).toEqual(['B', 'C', 'A']), { timeout: 5000, interval: 1 });
    unfollow();
  });

  it('makes no new list when nothing moved in it', async () => {
    const { store, view, frame } = await startView(three);
    const { order_version } = view.state();
    store.receive([energy(1, 'A', 90)]);
    frame();
    view.hold(true);
    view.hold(false);
    expect(view.state().order_version).toBe(order_version);
  });

  it('tells the map which vehicles changed, and of a new filter, but not of a new sort', async () => {
    const { store, view, frame } = await startView(three);
    const told: unknown[] = [];
    view.subscribeMap((change) => told.push(change));
    store.receive([energy(1, 'A', 90)]);
    frame();
    view.show({ filter: view.filter(), sort: by_energy });
    view.show({ filter: { ...no_filter, q: 'a' }, sort: by_energy });
    expect(told).toEqual([['A'], 'all']);
  });
});
