import { setImmediate } from 'node:timers/promises';
import type { RadiusSearch, VehicleNearby } from '#lib/contract/radius-search.ts';
import { type Box, boxesAround } from '#lib/domain/boxes-around.ts';
import { distanceInMeters } from '#lib/domain/distance.ts';
import { Problem } from '#lib/domain/problem.ts';
import { longest_span_in_hours } from '#lib/domain/radius-search.ts';
import { isPosition } from '#lib/domain/vehicle-state.ts';
import type { App } from '#server/app.ts';
import { openRecords, readPlaces } from '#server/history/history-block.ts';
import { findBlock } from '#server/store/history-blocks.ts';
import { listBlocksInBoxes, listRowsInBoxes } from '#server/store/positions-near.ts';
import { write } from '#server/store/write.ts';
import { parseStateRecord } from '#server/streams/state-history.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';
import { findTurn } from './find-event.ts';
import { normaliseInstant } from './instant.ts';
import { ahead_ms, longest_delay_ms } from './log-span.ts';

const hour_ms = 3_600_000;
const day_ms = 24 * hour_ms;
/** Places of the log that one statement looks at: others are served in between. */
const rows_at_once = 2_000;
/** Blocks end in order of time, and those of so long are listed by one statement. */
const blocks_of_ms = 6 * hour_ms;

interface Sighting {
  vehicle_id: string;
  at: string;
  meters: number;
}

interface Sought {
  fleet_id: string;
  search: RadiusSearch;
  boxes: Box[];
  recorded_after: string;
  recorded_before: string;
}

const readSearch = (body: RadiusSearch): RadiusSearch => {
  const search = {
    ...body,
    occurred_after: normaliseInstant(body.occurred_after),
    occurred_before: normaliseInstant(body.occurred_before),
  };
  const span_ms = Date.parse(search.occurred_before) - Date.parse(search.occurred_after);
  const refuse = (message: string) =>
    new Problem('validation-error', message, { errors: [{ pointer: '/occurred_before', code: 'invalid', message }] });
  if (span_ms <= 0) throw refuse('The search ends after it begins.');
  if (span_ms > longest_span_in_hours * hour_ms) throw refuse(`One search spans at most ${longest_span_in_hours} hours.`);
  return search;
};

/** What of a measured position counts: in the span, and within the radius to the last digit. */
const judge = ({ search }: Sought, vehicle_id: string, at: string, value: unknown): Sighting[] => {
  if (!isPosition(value) || at < search.occurred_after || at >= search.occurred_before) return [];
  const meters = distanceInMeters(search.center, value);
  return meters <= search.radius_in_meters ? [{ vehicle_id, at, meters }] : [];
};

async function* sightingsInRows(app: App, sought: Sought): AsyncGenerator<Sighting[]> {
  const { fleet_id, boxes, recorded_after, recorded_before } = sought;
  const turn = (at: string) => findTurn(app.db.read, fleet_id, (event) => event.recorded_at < at);
  const end = (await turn(recorded_before)) - 1;
  for (let after = (await turn(recorded_after)) - 1; after < end; after += rows_at_once) {
    const through = Math.min(end, after + rows_at_once);
    const rows = await listRowsInBoxes(app.db.read, app.db.dialect, fleet_id, { after, through }, boxes);
    yield rows.flatMap(({ vehicle_id, data }) => {
      const record = parseStateRecord(data);
      return record ? judge(sought, vehicle_id, record.at?.position ?? record.t, record.s.position) : [];
    });
    await setImmediate();
  }
}

async function* sightingsInBlocks(app: App, sought: Sought): AsyncGenerator<Sighting[]> {
  const { fleet_id, search, boxes, recorded_after, recorded_before } = sought;
  const placed = { placed_after: search.occurred_after, placed_before: search.occurred_before };
  const at = (ms: number) => new Date(ms).toISOString();
  // A block is of one day: one that ends up to a day later can begin within the span.
  const end_ms = Date.parse(recorded_before) + day_ms;
  for (let from_ms = Date.parse(recorded_after); from_ms < end_ms; from_ms += blocks_of_ms) {
    const part = { recorded_after: at(from_ms), recorded_before: at(Math.min(end_ms, from_ms + blocks_of_ms)), ...placed };
    for (const key of await listBlocksInBoxes(app.db.read, fleet_id, part, boxes)) {
      const block = await findBlock(app.db.read, key);
      if (!block) continue;
      const recorded = readPlaces(block.places, block.points).recorded_at;
      const isInSpan = (index: number) => (recorded[index] ?? '') >= recorded_after && (recorded[index] ?? '') < recorded_before;
      yield openRecords(block.records, block.points)
        .measurements('position')
        .flatMap(({ index, at_ms, value }) => (isInSpan(index) ? judge(sought, block.vehicle_id, at(at_ms), value) : []));
      await setImmediate();
    }
  }
}

const gather = async (sightings: AsyncIterable<Sighting[]>, into: Map<string, VehicleNearby & { meters: number }>) => {
  for await (const some of sightings) {
    for (const { vehicle_id, at, meters } of some) {
      const known = into.get(vehicle_id);
      const closest = Math.min(meters, known?.meters ?? meters);
      into.set(vehicle_id, {
        vehicle_id,
        first_at: known && known.first_at < at ? known.first_at : at,
        last_at: known && known.last_at > at ? known.last_at : at,
        closest_in_meters: Math.round(closest),
        meters: closest,
      });
    }
  }
};

export const searchRadius: Service<'searchRadius'> = async (app, actor, { body }) => {
  authorise(actor, 'searchRadius');
  const { fleet_id, flow_id } = actor;
  const search = readSearch(body);
  const sought: Sought = {
    fleet_id,
    search,
    boxes: boxesAround(search.center, search.radius_in_meters),
    recorded_after: new Date(Date.parse(search.occurred_after) - ahead_ms).toISOString(),
    recorded_before: new Date(Date.parse(search.occurred_before) + longest_delay_ms).toISOString(),
  };
  const found = new Map<string, VehicleNearby & { meters: number }>();
  // Rows before blocks: a record moves that way only, and seen twice it is one sighting.
  await gather(sightingsInRows(app, sought), found);
  await gather(sightingsInBlocks(app, sought), found);
  const items = [...found.values()].sort((a, b) => a.meters - b.meters || (a.first_at < b.first_at ? -1 : 1));
  await write(app, async (_tx, _emit, audit) =>
    audit({
      fleet_id,
      actor,
      action: 'radius-search.query',
      object_type: 'fleet',
      object_id: fleet_id,
      detail: { ...search, vehicles_found: items.length },
      flow_id,
    }),
  );
  return { items: items.map(({ meters: _, ...item }) => item) };
};
