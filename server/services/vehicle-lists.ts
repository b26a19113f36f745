import { z } from 'zod';
import type { OutputOf } from '#lib/contract/operation.ts';
import type { Operations } from '#lib/contract/operations.ts';
import type { App } from '#server/app.ts';
import { listStateTexts } from '#server/store/latest-states.ts';
import { type ListEntry, listVehicleEntries, type VehiclePage } from '#server/store/vehicle-list.ts';
import { authorise } from './authorise.ts';
import { type JsonText, jsonText, type OnLasting, type TextPart, type TextService } from './call.ts';
import { vehicleNotFound } from './change-vehicle.ts';
import { decodePageToken, encodePageToken } from './page-token.ts';
import { etagOf } from './revision.ts';
import { listVehicleTexts } from './vehicle-documents.ts';
import type { Mark } from './vehicle-memory.ts';

const Position = z.object({ value: z.string(), id: z.string() });

type PageQuery = Omit<VehiclePage, 'after'> & { page_token?: string | undefined };
type PageOf = OutputOf<Operations['listVehicles' | 'listLatestVehicleStates']>;

interface Entries {
  entries: readonly ListEntry[];
  /** Of a list that was remembered: current as long as the same vehicles are in it. */
  mark?: Mark;
}

/** Without a filter, a list is asked for again and again. */
const isWhole = ({ archived: _, sort, ...filters }: Omit<VehiclePage, 'after' | 'limit'>): boolean =>
  !sort.endsWith('last_contact_at') && Object.values(filters).every((value) => value === undefined);

const listEntries = async (app: App, fleet_id: string, { after, limit, ...filters }: VehiclePage): Promise<Entries> => {
  const read = () => listVehicleEntries(app.db.read, app.db.dialect, fleet_id, { ...filters, limit, after });
  const { memory } = app;
  if (!isWhole(filters) || !memory?.isCurrent()) return { entries: await read() };
  const key = JSON.stringify([fleet_id, filters.archived, filters.sort, limit, after]);
  return memory.findPage(key) ?? { entries: await memory.loadPage(fleet_id, key, read) };
};

/** One page of the fleet's vehicles, each as the parts of text that `textsOf` gives for it. */
const answerPage = async <T extends PageOf>(
  app: App,
  fleet_id: string,
  { page_token, limit, ...filters }: PageQuery,
  textsOf: (ids: string[], list: Mark | undefined) => Promise<TextPart[][]>,
): Promise<JsonText<T>> => {
  const after = page_token === undefined ? undefined : decodePageToken(page_token, Position, filters);
  const { entries, mark } = await listEntries(app, fleet_id, { ...filters, limit, after });
  const shown = entries.slice(0, limit);
  const texts = await textsOf(
    shown.map(({ id }) => id),
    mark,
  );
  const last: ListEntry | undefined = entries.length > limit ? shown.at(-1) : undefined;
  const token = last && encodePageToken({ value: last.value, id: last.id }, filters);
  const items = texts.flatMap((parts, index) => (index === 0 ? parts : [',', ...parts]));
  return jsonText(['{"items":[', ...items, token ? `],"next_page_token":"${token}"}` : ']}']);
};

const vehicleTexts =
  (app: App, fleet_id: string, onLasting: OnLasting = () => {}) =>
  async (ids: string[], list: Mark | undefined) => {
    const texts = await listVehicleTexts(app, fleet_id, ids);
    const marks = texts.flatMap(({ mark }) => mark ?? []);
    if (list && marks.length === ids.length) onLasting([list, ...marks]);
    return texts.map(({ parts }) => parts);
  };

export const listVehicles: TextService<'listVehicles'> = async (app, actor, { query, onLasting }) => {
  authorise(actor, 'listVehicles');
  return answerPage(app, actor.fleet_id, query, vehicleTexts(app, actor.fleet_id, onLasting));
};

export const listArchivedVehicles: TextService<'listArchivedVehicles'> = async (app, actor, { query }) => {
  authorise(actor, 'listArchivedVehicles');
  return answerPage(app, actor.fleet_id, { ...query, archived: true, sort: '-archived_at' }, vehicleTexts(app, actor.fleet_id));
};

export const listLatestVehicleStates: TextService<'listLatestVehicleStates'> = async (app, actor, { query }) => {
  authorise(actor, 'listLatestVehicleStates');
  return answerPage(app, actor.fleet_id, query, async (ids) => {
    const states = await listStateTexts(app.db.read, app.db.dialect, ids);
    const by_id = new Map(states.map(({ vehicle_id, state }) => [vehicle_id, state]));
    return ids.map((id) => [`{"vehicle_id":"${id}","vehicle_state":`, by_id.get(id) ?? '{}', '}']);
  });
};

export const getVehicle: TextService<'getVehicle'> = async (app, actor, { params, onRevision, onLasting }) => {
  authorise(actor, 'getVehicle');
  const [vehicle] = await listVehicleTexts(app, actor.fleet_id, [params.vehicle_id]);
  if (!vehicle) throw vehicleNotFound(params.vehicle_id);
  onRevision?.(etagOf(vehicle));
  if (vehicle.mark) onLasting?.([vehicle.mark]);
  return jsonText(vehicle.parts);
};
