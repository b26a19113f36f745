import { type StateRecord, stateOfRecord, toStateRecord } from '#lib/domain/state-record.ts';
import type { EventRow } from '#server/store/events.ts';
import { foldRecord, parseStateRecord } from './state-history.ts';

const mergeTwo = (before: StateRecord, after: StateRecord): StateRecord => ({
  ...toStateRecord(foldRecord(stateOfRecord(before), after), { full: before.full === 1 || after.full === 1 }),
  ...((after.expected ?? before.expected) !== undefined && { expected: after.expected ?? before.expected }),
});

/**
 * The rows with the state records that one vehicle made within a step as one record, at the place of the last of them: applied in sequence they leave
 * every vehicle as the rows would. Steps begin with the first row; any other event of the vehicle ends its step. Late records are left out but for the
 * contact that they prove.
 */
export const mergeRecords = (rows: readonly EventRow[], step_ms: number): EventRow[] => {
  const merged = new Map<number, EventRow>();
  const open = new Map<string, { row: EventRow; record: StateRecord; step: number }>();
  const start_ms = Date.parse(rows[0]?.recorded_at ?? '');
  for (const row of rows) {
    const record = row.type === 'VehicleStateRecorded' ? parseStateRecord(row.data) : undefined;
    if (!record) {
      open.delete(row.vehicle_id);
      merged.set(row.sequence, row);
      continue;
    }
    const step = Math.floor((Date.parse(row.recorded_at) - start_ms) / step_ms);
    const before = open.get(row.vehicle_id);
    const joins = before?.step === step && !before.record.late;
    if (joins) merged.delete(before.row.sequence);
    const next = { row, record: joins && before ? (record.late ? before.record : mergeTwo(before.record, record)) : record, step };
    open.set(row.vehicle_id, next);
    merged.set(row.sequence, next.record === record ? row : { ...row, data: JSON.stringify(next.record) });
  }
  return [...merged.values()];
};
