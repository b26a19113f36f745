import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineFeatures, type PointFeature, type PointState, planUpdate, type SourceUpdate } from './feature-update.ts';

const state = (lon: number, status = 'parked', lat = 0): PointState => ({ lon, lat, properties: { status } });

const plan = (held: Map<string, PointState>, wanted: Map<string, PointState>, options: { ids?: string[]; tolerance_deg?: number } = {}) =>
  planUpdate({
    held,
    ids: options.ids ?? new Set([...held.keys(), ...wanted.keys()]),
    wanted: (id) => wanted.get(id),
    tolerance_deg: options.tolerance_deg ?? 0,
  });

const many = (count: number) => new Map(Array.from({ length: count }, (_, index) => [`v${index}`, state(index)]));

describe('planUpdate', () => {
  it('says nothing when nothing changed', () => {
    expect(plan(many(10), many(10))).toEqual({ kind: 'none' });
  });

  it('tells only the difference when few changed', () => {
    const [held, wanted] = [many(10), many(10)];
    wanted.set('v1', state(1.5)).set('v2', state(2, 'moving')).set('new', state(7)).delete('v3');
    expect(plan(held, wanted)).toEqual({
      kind: 'diff',
      diff: {
        remove: ['v3'],
        add: [{ type: 'Feature', geometry: { type: 'Point', coordinates: [7, 0] }, properties: { status: 'parked', id: 'new' } }],
        update: [
          { id: 'v1', newGeometry: { type: 'Point', coordinates: [1.5, 0] } },
          { id: 'v2', addOrUpdateProperties: [{ key: 'status', value: 'moving' }] },
        ],
      },
    });
    expect(held).toEqual(wanted);
  });

  it('sends everything when most changed', () => {
    const held = many(10);
    const wanted = new Map([...many(10)].map(([id, { lon }]) => [id, state(lon + 1)]));
    const update = plan(held, wanted);
    expect(update.kind === 'data' && update.features).toHaveLength(10);
  });

  it('looks only at the ids it is given', () => {
    const wanted = many(10);
    wanted.set('v1', state(50)).set('v2', state(60));
    const update = plan(many(10), wanted, { ids: ['v2'] });
    expect(update.kind === 'diff' && update.diff.update?.map(({ id }) => id)).toEqual(['v2']);
  });

  it('keeps small movements back until they add up, but not a new status', () => {
    const held = many(10);
    const moved = (lon: number, status?: string) => plan(held, new Map(many(10)).set('v1', state(lon, status)), { tolerance_deg: 0.1 });
    expect(moved(1.06)).toEqual({ kind: 'none' });
    const restyled = moved(1.06, 'idle');
    expect(restyled.kind === 'diff' && restyled.diff.update).toEqual([
      { id: 'v1', addOrUpdateProperties: [{ key: 'status', value: 'idle' }] },
    ]);
    const caught_up = moved(1.12, 'idle');
    expect(caught_up.kind === 'diff' && caught_up.diff.update?.[0]?.newGeometry).toEqual({ type: 'Point', coordinates: [1.12, 0] });
  });

  it('leaves a source that applies every update equal to what was wanted', () => {
    const fleet = fc.dictionary(
      fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
      fc.tuple(fc.integer({ min: 0, max: 3 }), fc.constantFrom('idle', 'moving')),
    );
    fc.assert(
      fc.property(fc.array(fleet, { minLength: 1, maxLength: 6 }), (steps) => {
        const held = new Map<string, PointState>();
        let drawn = new Map<string, PointFeature>();
        for (const step of steps) {
          const wanted = new Map(Object.entries(step).map(([id, [lon, status]]) => [id, state(lon, status)]));
          drawn = applyUpdate(drawn, plan(held, wanted));
          expect(held).toEqual(wanted);
          expect(new Map([...drawn].map(([id, { geometry, properties }]) => [id, [geometry.coordinates[0], properties.status]]))).toEqual(
            new Map(Object.entries(step)),
          );
        }
      }),
    );
  });
});

/** What MapLibre does with an update: remove, add, then change. */
const applyUpdate = (drawn: ReadonlyMap<string, PointFeature>, update: SourceUpdate): Map<string, PointFeature> => {
  if (update.kind === 'none') return new Map(drawn);
  if (update.kind === 'data') return new Map(update.features.map((feature) => [String(feature.properties.id), feature]));
  const next = new Map(drawn);
  for (const id of update.diff.remove ?? []) next.delete(String(id));
  for (const feature of update.diff.add ?? []) next.set(String(feature.properties?.id), feature as PointFeature);
  for (const { id, newGeometry, addOrUpdateProperties } of update.diff.update ?? []) {
    const before = next.get(String(id));
    if (!before) throw new Error(`update of ${id}, which was never added`);
    const changed = Object.fromEntries((addOrUpdateProperties ?? []).map(({ key, value }) => [key, value]));
    next.set(String(id), {
      ...before,
      geometry: (newGeometry ?? before.geometry) as PointFeature['geometry'],
      properties: { ...before.properties, ...changed },
    });
  }
  return next;
};

describe('lineFeatures', () => {
  it('needs two places', () => {
    expect(lineFeatures('line', [{ lon: 1, lat: 2 }])).toEqual([]);
    expect(
      lineFeatures('line', [
        { lon: 1, lat: 2 },
        { lon: 3, lat: 4 },
      ])[0]?.geometry.coordinates,
    ).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });
});
