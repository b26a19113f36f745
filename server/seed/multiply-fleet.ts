import { cellOf } from '#lib/domain/map-cell.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';
import type { App } from '#server/app.ts';
import { newShortId } from '#server/ids.ts';
import { searchText } from '#server/services/search-text.ts';
import { documentRow } from '#server/services/vehicle-documents.ts';
import { insertVehicles, type WholeVehicle } from '#server/store/insert-vehicles.ts';
import { listWholeVehicles } from '#server/store/latest-states.ts';
import { write } from '#server/store/write.ts';

type Pattern = Awaited<ReturnType<typeof listWholeVehicles>>[number];

const batch = 2000;
const serials = 10_000_000;
/** Has no divisor in common with their number: each serial comes once, and their digits differ as much as those of real plates. */
const serial_step = 7_654_321;

const freshIds = (taken: Iterable<string>) => {
  const ids = new Set(taken);
  return (): string => {
    const size = ids.size;
    let id = newShortId();
    while (ids.add(id).size === size) id = newShortId();
    return id;
  };
};

const withSerial = (text: string | null, serial: string, length: number) => text && `${text.slice(0, length - 7)}${serial}`;

/** The pattern's state a little elsewhere and earlier. */
const movedState = (text: string, index: number, last_contact_at: string): VehicleState => {
  const state: VehicleState = JSON.parse(text);
  if (!state.position) return state;
  const [north, east] = [((index % 997) - 498) / 20_000, ((index % 983) - 491) / 20_000];
  const { lat, lon } = state.position.value;
  return { ...state, position: { timestamp: last_contact_at, value: { lat: lat + north, lon: lon + east } } };
};

const copyOf = ({ state, last_contact_at, ...pattern }: Pattern, index: number, id: string): WholeVehicle => {
  const serial = String((index * serial_step) % serials).padStart(7, '0');
  const named = {
    ...pattern,
    id,
    created_at: new Date(Date.parse(pattern.created_at) + index).toISOString(),
    license_plate: pattern.license_plate && `${pattern.license_plate} ${serial}`,
    vin: withSerial(pattern.vin, serial, 17),
    custom_name: pattern.custom_name && `${pattern.custom_name} ${serial}`,
    telematics_unit_id: withSerial(pattern.telematics_unit_id, serial, pattern.telematics_unit_id.length) ?? '',
  };
  const row = {
    ...named,
    search_text: searchText({ ...named, tags: JSON.parse(named.tags), custom_fields: JSON.parse(named.custom_fields) }),
  };
  const contact = last_contact_at && new Date(Date.parse(last_contact_at) - (index % 86_400) * 1000).toISOString();
  const moved = movedState(state, index, contact ?? pattern.created_at);
  const { lat = null, lon = null } = moved.position?.value ?? {};
  return {
    row,
    state: {
      vehicle_id: id,
      fleet_id: row.fleet_id,
      state: JSON.stringify(moved),
      last_contact_at: contact,
      lat,
      lon,
      cell: cellOf(lat, lon) ?? null,
      events_since_full: 0,
    },
    document: documentRow(row),
  };
};

/** Without end, and without a unit that a pattern has already. */
function* copiesOf(patterns: readonly Pattern[]): Generator<WholeVehicle, never> {
  const freshId = freshIds(patterns.map(({ id }) => id));
  const units = new Set(patterns.map((pattern) => pattern.telematics_unit_id));
  for (let index = patterns.length; ; index += 1) {
    const pattern = patterns[index % patterns.length];
    if (!pattern) throw new Error('The fleet has no vehicle to copy.');
    const copy = copyOf(pattern, index, freshId());
    if (!units.has(copy.row.telematics_unit_id)) yield copy;
  }
}

/** Copies the fleet's vehicles, each under a name of its own, until there are so many. The log tells nothing of the copies. */
export const multiplyFleet = async (app: App, fleet_id: string, count: number): Promise<void> => {
  const patterns = await listWholeVehicles(app.db.read, fleet_id);
  const copies = copiesOf(patterns);
  for (let made = patterns.length; made < count; made += batch) {
    const next = Array.from({ length: Math.min(batch, count - made) }, () => copies.next().value);
    await write(app, (tx) => insertVehicles(tx, app.db.dialect, next));
  }
};
