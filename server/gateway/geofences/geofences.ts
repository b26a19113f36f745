import type { App } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { listGeofenceMarks } from '#server/store/geofences.ts';
import { type ConsumerParts, createLogConsumer, type LogConsumer } from '../log-consumer.ts';
import { followGeofences, marksOf } from './follow-geofences.ts';

/** Tells who goes into geofences and out of them. `further`: for tests. */
export const createGeofences = (
  app: App,
  isInOffice: (tx: Query) => Promise<boolean>,
  further: Pick<ConsumerParts, 'commit' | 'batch_size'> = {},
): LogConsumer => {
  let marks = new Map<string, string>();
  return createLogConsumer({
    app,
    name: 'geofences',
    types: ['VehicleStateRecorded', 'VehicleCreated', 'VehicleChanged', 'VehicleRemoved'],
    prepare: async () => {
      const by_fleet = Map.groupBy(await listGeofenceMarks(app.db.read), ({ fleet_id }) => fleet_id);
      marks = new Map([...by_fleet].map(([fleet_id, rows]) => [fleet_id, marksOf(rows)]));
    },
    concerns: (fleet_id) => marks.has(fleet_id),
    open: (fleet_id) => followGeofences(app, fleet_id, () => marks.get(fleet_id) ?? ''),
    isInOffice,
    ...further,
  });
};
