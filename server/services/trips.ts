import { z } from 'zod';
import type { Actor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import { speeding_above_kilometers_per_hour } from '#lib/domain/trip.ts';
import type { Query } from '#server/db/dialect.ts';
import { findTrip, listTrips as listRows, type TripRow } from '#server/store/trips.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';
import { normaliseInstant } from './instant.ts';
import { decodePageToken, encodePageToken } from './page-token.ts';
import { readTripRecords } from './trip-records.ts';
import { createTrack } from './trip-track.ts';
import { toTrip } from './trip-view.ts';

const Place = z.object({ started_at: z.string(), id: z.string() });

/** A map draws no more; every n-th point of a longer track is told, and its last. */
const most_points = 10_000;

export const listTrips: Service<'listTrips'> = async (app, actor, { query }) => {
  authorise(actor, 'listTrips');
  const { limit, page_token, preset, ...rest } = query;
  const vehicle_ids = rest.vehicle_id && [...new Set(rest.vehicle_id)].sort();
  const started_after = normaliseInstant(rest.started_after);
  const started_before = normaliseInstant(rest.started_before);
  const binding = { list: 'trips', vehicle_ids, started_after, started_before, preset };
  const behind = page_token === undefined ? undefined : decodePageToken(page_token, Place, binding);
  // No unit tells of smoke yet.
  if (preset === 'SMOKING') return { items: [] };
  const faster_than = preset === 'SPEEDING' ? speeding_above_kilometers_per_hour : undefined;
  const filter = { vehicle_ids, started_after, started_before, faster_than, behind, limit: limit + 1 };
  const rows = await listRows(app.db.read, actor.fleet_id, filter);
  const last = rows[limit - 1];
  return {
    items: rows.slice(0, limit).map(toTrip),
    ...(rows.length > limit && last && { next_page_token: encodePageToken({ started_at: last.started_at, id: last.id }, binding) }),
  };
};

const getTripRow = async (db: Query, { fleet_id }: Actor, trip_id: string): Promise<TripRow> => {
  const row = await findTrip(db, fleet_id, trip_id.toUpperCase());
  if (!row) throw new Problem('resource-not-found', `There is no trip ${trip_id}.`);
  return row;
};

export const getTrip: Service<'getTrip'> = async (app, actor, { params }) => {
  authorise(actor, 'getTrip');
  return toTrip(await getTripRow(app.db.read, actor, params.trip_id));
};

export const getTripTrack: Service<'getTripTrack'> = async (app, actor, { params }) => {
  authorise(actor, 'getTripTrack');
  const row = await getTripRow(app.db.read, actor, params.trip_id);
  const track = createTrack(row);
  for await (const record of readTripRecords(app.db.read, row)) track.add(record);
  const points = track.points();
  const step = Math.ceil(points.length / most_points);
  return { items: step <= 1 ? points : points.filter((_, index) => index % step === 0 || index === points.length - 1) };
};
