import type { Kysely } from 'kysely';
import { cellOf } from '#lib/domain/map-cell.ts';
import type { Dialect } from '../dialect.ts';
import type { Schema } from '../schema.ts';

/** A street block is found without reading all vehicles within a kilometre. */
export const up = async (db: Kysely<Schema>, dialect: Dialect): Promise<void> => {
  const places = await db.selectFrom('latest_states').select(['vehicle_id', 'lat', 'lon']).where('lat', 'is not', null).execute();
  const rows = places.map(({ vehicle_id, lat, lon }) => [vehicle_id, cellOf(lat, lon) ?? null]);
  await dialect.updateRows(db, 'latest_states', 'vehicle_id', ['cell'], rows);
};
