import { type StateRecord, stateOfRecord } from '#lib/domain/state-record.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';
import type { Query } from '#server/db/dialect.ts';
import type { EventRow } from '#server/store/events.ts';
import { listStateEventsBefore } from '#server/store/state-rows.ts';

/** Undefined for an entry that was emptied because its vehicle is gone. */
export const parseStateRecord = (data: string): StateRecord | undefined => {
  const record: Partial<StateRecord> | null = data === '' ? null : JSON.parse(data);
  return record?.s ? (record as StateRecord) : undefined;
};

/** The vehicle's state after the record; one that came late changes nothing. */
export const foldRecord = (state: VehicleState, record: StateRecord): VehicleState => {
  if (record.late) return state;
  return record.full ? stateOfRecord(record) : { ...state, ...stateOfRecord(record) };
};

const page_size = 64;

/** The merged state of a vehicle as it was before the event: the last whole record and what followed it. */
export const readStateBefore = async (db: Query, event: Pick<EventRow, 'fleet_id' | 'vehicle_id' | 'sequence'>): Promise<VehicleState> => {
  const records: StateRecord[] = [];
  for (let before = event.sequence; !records.at(-1)?.full; ) {
    const rows = await listStateEventsBefore(db, event, before, page_size);
    for (const row of rows) {
      const record = parseStateRecord(row.data);
      if (!record || record.late) continue;
      records.push(record);
      if (record.full) break;
    }
    before = rows.at(-1)?.sequence ?? 0;
    if (rows.length < page_size) break;
  }
  return records.reduceRight(foldRecord, {} as VehicleState);
};
