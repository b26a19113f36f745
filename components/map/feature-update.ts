import type { GeoJSONSourceDiff } from 'maplibre-gl';

export type FeatureProperties = Record<string, string | number>;

/** A point as the map holds it; `properties` always has the same keys in one source. */
export type PointState = { lon: number; lat: number; properties: FeatureProperties };

export type PointFeature = {
  type: 'Feature';
  geometry: { type: 'Point'; coordinates: [number, number] };
  properties: FeatureProperties;
};

export type LineFeature = {
  type: 'Feature';
  geometry: { type: 'LineString'; coordinates: [number, number][] };
  properties: FeatureProperties;
};

export type MapFeature = PointFeature | LineFeature;

export type SourceUpdate = { kind: 'none' } | { kind: 'diff'; diff: GeoJSONSourceDiff } | { kind: 'data'; features: PointFeature[] };

/** From this share of changed features on, sending everything costs less than sending the differences. */
const full_update_share = 0.5;

export const pointFeature = (id: string, { lon, lat, properties }: PointState): PointFeature => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [lon, lat] },
  properties: { ...properties, id },
});

/** A line through the places; nothing when there are fewer than two. */
export const lineFeatures = (id: string, places: readonly { lon: number; lat: number }[]): LineFeature[] =>
  places.length < 2
    ? []
    : [{ type: 'Feature', geometry: { type: 'LineString', coordinates: places.map(({ lon, lat }) => [lon, lat]) }, properties: { id } }];

const changedProperties = (before: FeatureProperties, after: FeatureProperties) => {
  const changed: { key: string; value: string | number }[] = [];
  for (const key in after) {
    const value = after[key];
    if (value !== undefined && value !== before[key]) changed.push({ key, value });
  }
  return changed;
};

const movedBeyond = (before: PointState, after: PointState, tolerance_deg: number) =>
  tolerance_deg === 0
    ? before.lon !== after.lon || before.lat !== after.lat
    : Math.abs(before.lon - after.lon) > tolerance_deg || Math.abs(before.lat - after.lat) > tolerance_deg;

/**
 * What has to be told to a map source so that it holds `wanted` for the given ids (an id without a state goes away).
 * `held` is what the source holds and is brought up to date here, so a returned update must be sent.
 * Movements within `tolerance_deg` are left for later: they could not be seen.
 */
export const planUpdate = (options: {
  held: Map<string, PointState>;
  ids: Iterable<string>;
  wanted: (id: string) => PointState | undefined;
  tolerance_deg: number;
}): SourceUpdate => {
  const { held, wanted, tolerance_deg } = options;
  const remove: string[] = [];
  const add: PointFeature[] = [];
  const update: NonNullable<GeoJSONSourceDiff['update']> = [];
  for (const id of options.ids) {
    const before = held.get(id);
    const after = wanted(id);
    if (!after) {
      if (before && held.delete(id)) remove.push(id);
      continue;
    }
    if (!before) {
      held.set(id, after);
      add.push(pointFeature(id, after));
      continue;
    }
    const moved = movedBeyond(before, after, tolerance_deg);
    const properties = changedProperties(before.properties, after.properties);
    if (!moved && properties.length === 0) continue;
    held.set(id, moved ? after : { ...after, lon: before.lon, lat: before.lat });
    update.push({
      id,
      ...(moved ? { newGeometry: { type: 'Point', coordinates: [after.lon, after.lat] } } : {}),
      ...(properties.length > 0 ? { addOrUpdateProperties: properties } : {}),
    });
  }
  const changes = remove.length + add.length + update.length;
  if (changes === 0) return { kind: 'none' };
  if (changes > held.size * full_update_share) {
    return { kind: 'data', features: Array.from(held, ([id, state]) => pointFeature(id, state)) };
  }
  return { kind: 'diff', diff: { remove, add, update } };
};
