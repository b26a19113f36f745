import type { Box } from '#lib/domain/boxes-around.ts';
import type { Dialect, Query } from '#server/db/dialect.ts';
import type { BlockKey } from './history-blocks.ts';

const path = (name: 'lat' | 'lon') => ['s', 'position', name];

/** State records that are rows, behind `after` and up to `through`, with a position in one of the boxes. */
export const listRowsInBoxes = async (
  db: Query,
  dialect: Dialect,
  fleet_id: string,
  { after, through }: { after: number; through: number },
  boxes: readonly Box[],
): Promise<{ sequence: number; vehicle_id: string; data: string }[]> => {
  const [lat, lon] = [dialect.numberIn('data', path('lat')), dialect.numberIn('data', path('lon'))];
  return db
    .selectFrom('events')
    .select(['sequence', 'vehicle_id', 'data'])
    .where('fleet_id', '=', fleet_id)
    .where('sequence', '>', after)
    .where('sequence', '<=', through)
    .where('type', '=', 'VehicleStateRecorded')
    .where((row) =>
      row.or(
        boxes.map((box) =>
          row.and([row(lat, '>=', box.min_lat), row(lat, '<=', box.max_lat), row(lon, '>=', box.min_lon), row(lon, '<=', box.max_lon)]),
        ),
      ),
    )
    .execute();
};

/** Times of recording of the blocks, and of the positions in them: each from `after` to before `before`. */
export interface PlacedSpan {
  recorded_after: string;
  recorded_before: string;
  placed_after: string;
  placed_before: string;
}

/** Blocks that end in the span of recording, with positions in the span of measuring whose box meets one of the boxes. */
export const listBlocksInBoxes = async (db: Query, fleet_id: string, span: PlacedSpan, boxes: readonly Box[]): Promise<BlockKey[]> =>
  db
    .selectFrom('history_blocks')
    .select(['vehicle_id', 'fleet_id', 'last_sequence'])
    .where('fleet_id', '=', fleet_id)
    .where('last_recorded_at', '>=', span.recorded_after)
    .where('last_recorded_at', '<', span.recorded_before)
    .where('first_placed_at', '<', span.placed_before)
    .where('last_placed_at', '>=', span.placed_after)
    .where((row) =>
      row.or(
        boxes.map((box) =>
          row.and([
            row('min_lat', '<=', box.max_lat),
            row('max_lat', '>=', box.min_lat),
            row('min_lon', '<=', box.max_lon),
            row('max_lon', '>=', box.min_lon),
          ]),
        ),
      ),
    )
    .execute();
