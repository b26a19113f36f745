import type { MapPoint, MapSource } from '#components/map/map-source.ts';
import type { FleetRow } from '#lib/client/fleet-row.ts';
import type { FleetStore } from '#lib/client/fleet-store.ts';
import type { FleetView } from '#lib/client/fleet-view.ts';

/** Points by row: a row that did not change has the same point, so that what compares points finds nothing to do. */
const points = new WeakMap<FleetRow, MapPoint>();

const pointOf = (row: FleetRow): MapPoint | undefined => {
  if (row.lat === null || row.lon === null) return undefined;
  const known = points.get(row);
  if (known) return known;
  const point: MapPoint = {
    id: row.id,
    label: row.label,
    lat: row.lat,
    lon: row.lon,
    status: row.activity,
    low: row.low,
    heading: row.heading ?? undefined,
    speed: row.speed ?? undefined,
    position_at: row.position_at ?? undefined,
  };
  points.set(row, point);
  return point;
};

/** The filtered fleet as the map reads it: no copy, the same rows as the table's. */
export const createFleetMapSource = (store: FleetStore, view: FleetView): MapSource => ({
  subscribe: view.subscribeMap,
  forEach: (visit) => {
    for (const row of store.rows()) {
      if (!row || !view.isOnMap(row.id)) continue;
      const point = pointOf(row);
      if (point) visit(point);
    }
  },
  get: (id) => {
    const row = view.isOnMap(id) ? store.get(id) : undefined;
    return row && pointOf(row);
  },
});
