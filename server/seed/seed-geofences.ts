import type { GeofenceShape, GeofenceVehicles } from '#lib/domain/geofence-schema.ts';
import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { newId } from '#server/ids.ts';
import { insertGeofence } from '#server/store/geofences.ts';
import { hub_radius_m, hubs, quarters } from '../../e2e/fakes/world/places.ts';

interface Seeded {
  name: string;
  shape: GeofenceShape;
  vehicle_filter?: GeofenceVehicles;
}

const circle = ({ lat, lon }: { lat: number; lon: number }, radius_in_meters: number): GeofenceShape => ({
  type: 'CIRCLE',
  center: { lat, lon },
  radius_in_meters,
});

const find = <T>(places: readonly T[], is: (place: T) => boolean): T[] => places.filter(is).slice(0, 1);

/** A workshop, the quarter by the sea that mopeds like, the airport, and the old town behind its walls. */
const places = (): Seeded[] => [
  ...find(hubs, ({ workshop }) => workshop === true).map((hub) => ({ name: 'Workshop', shape: circle(hub, 2 * hub_radius_m) })),
  ...find(quarters, ({ tag }) => tag === 'pocitos').map((quarter) => ({
    name: 'Pocitos, mopeds',
    shape: circle(quarter, quarter.radius_m),
    vehicle_filter: { vehicle_type: ['MOPED' as const] },
  })),
  ...find(quarters, ({ tag }) => tag === 'aeropuerto').map((quarter) => ({ name: 'Airport', shape: circle(quarter, quarter.radius_m) })),
  {
    name: 'Ciudad Vieja',
    shape: {
      type: 'Polygon',
      coordinates: [
        [
          [-56.2001, -34.9033],
          [-56.1995, -34.9098],
          [-56.2068, -34.9123],
          [-56.2143, -34.9093],
          [-56.2139, -34.9043],
          [-56.2068, -34.9008],
          [-56.2001, -34.9033],
        ],
      ],
    },
  },
];

export const seedGeofences = async (app: App, tx: Query, fleet_id: string): Promise<void> => {
  const now = nowAt(app);
  for (const { name, shape, vehicle_filter } of places()) {
    const filter = vehicle_filter ? JSON.stringify(vehicle_filter) : null;
    const row = { id: newId(), fleet_id, name, shape: JSON.stringify(shape), vehicle_filter: filter, revision: 1, settled: 0 };
    await insertGeofence(tx, { ...row, created_at: now, modified_at: now });
  }
};
