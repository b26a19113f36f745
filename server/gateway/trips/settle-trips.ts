import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { readTripRecords } from '#server/services/trip-records.ts';
import { listDueTrips, type TripRow, updateTrip } from '#server/store/trips.ts';
import { write } from '#server/store/write.ts';
import { tellTrip } from './tell-trip.ts';
import { measureTrip } from './trip-metrics.ts';

const batch = 50;

const settle = async (app: App, trip: TripRow, isInOffice: (tx: Query) => Promise<boolean>): Promise<void> => {
  const { start, end, ...measures } = await measureTrip(trip, readTripRecords(app.db.read, trip));
  await write(app, async (tx, emit) => {
    const places = {
      ...(start && { start_lat: start.lat, start_lon: start.lon }),
      ...(end && { end_lat: end.lat, end_lon: end.lon }),
    };
    const stored = await updateTrip(tx, trip.id, 'ENDED', { ...measures, ...places, status: 'DONE', metrics_due_at: null });
    if (!(await isInOffice(tx))) throw new Error('Another gateway has taken over.');
    if (stored) tellTrip(emit, 'TripMetricsReady', stored);
  });
};

/** Makes the metrics that are due. The row says whether they were told, so they are told once. */
export const settleTrips = async (app: App, isInOffice: (tx: Query) => Promise<boolean>): Promise<number> => {
  let settled = 0;
  for (;;) {
    const due = await listDueTrips(app.db.read, nowAt(app), batch);
    for (const trip of due) await settle(app, trip, isInOffice);
    settled += due.length;
    if (due.length < batch) return settled;
  }
};
