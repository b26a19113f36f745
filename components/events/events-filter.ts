import { isVehicleId } from '#lib/domain/vehicle-id.ts';
import { type EventKind, formatKinds, parseKinds, typesOf } from './event-kinds.ts';
import type { FeedFilter } from './query-page.ts';

/** What the address of the events page holds: `?kinds=commands,edits&vehicle=JQ7RP&before=2026-11-20T14:00:00.000Z`. */
export interface EventsFilter {
  kinds: readonly EventKind[];
  vehicle_id?: string | undefined;
  /** Looks back from this instant instead of following live. */
  before?: string | undefined;
}

type Read = (name: string) => string | null | undefined;

const instant = (text: string | null | undefined): string | undefined => {
  const at_ms = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at_ms) ? undefined : new Date(at_ms).toISOString();
};

/** What cannot be read is left out. */
export const parseEventsFilter = (read: Read): EventsFilter => {
  const vehicle_id = read('vehicle');
  return {
    kinds: parseKinds(read('kinds')),
    vehicle_id: isVehicleId(vehicle_id) ? vehicle_id : undefined,
    before: instant(read('before')),
  };
};

/** The query part of the address, with `?`; empty for the default. */
export const formatEventsFilter = (filter: EventsFilter): string => {
  const search = new URLSearchParams();
  const kinds = formatKinds(filter.kinds);
  if (kinds) search.set('kinds', kinds);
  if (filter.vehicle_id) search.set('vehicle', filter.vehicle_id);
  if (filter.before) search.set('before', filter.before);
  const text = search.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return text ? `?${text}` : '';
};

/** The same, as the event log wants it. */
export const feedFilter = ({ kinds, vehicle_id, before }: EventsFilter): FeedFilter => ({ vehicle_id, before, types: typesOf(kinds) });
