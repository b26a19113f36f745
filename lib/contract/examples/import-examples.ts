import type { Import, ImportRow, import_operations } from '../imports.ts';
import type { ExamplesOf } from './example-type.ts';
import { initiated_by, vehicle_id } from './example-vehicle.ts';

const params = { import_id: '01JA0E3W8QJ5T7V9XBZ2D4F6HK' };
const ready: Import = {
  id: params.import_id,
  status: 'READY',
  file_name: 'spring.csv',
  created_at: '2026-05-18T08:00:00.000Z',
  created_by: initiated_by,
  checked_at: '2026-05-18T08:00:00.000Z',
  apply_until: '2026-05-19T08:00:00.000Z',
  counts: { add: 0, change: 1, refuse: 1, unchanged: 0, kept: 0 },
  columns: [{ header: 'Vehicle id', column: 'id' }, { header: 'Plate', column: 'license_plate' }, { header: 'Depot' }],
};
const applied: Import = {
  ...ready,
  status: 'APPLIED',
  applied_at: '2026-05-18T08:05:00.000Z',
  applied_by: initiated_by,
  revert_until: '2026-05-19T08:05:00.000Z',
};
const row: ImportRow = {
  row: 1,
  line: 2,
  verdict: 'CHANGE',
  vehicle_id,
  label: 'SBA 1234',
  cells: [{ column: 'license_plate', old: 'SBA 1234', new: 'SBA 4321' }],
};

export const import_examples: ExamplesOf<keyof typeof import_operations> = {
  createImport: {
    body: { csv: `Vehicle id,Plate,Depot\r\n${vehicle_id},SBA 4321,North\r\nXXXXX,SBA 1,North\r\n`, file_name: 'spring.csv' },
    output: ready,
  },
  listImports: { output: { items: [applied] } },
  getImport: { params, output: ready },
  listImportRows: { params, query: { verdict: 'CHANGE' }, output: { items: [row] } },
  checkImport: { params, output: { ...ready, checked_at: '2026-05-18T08:04:00.000Z', apply_until: '2026-05-19T08:04:00.000Z' } },
  applyImport: { params, output: applied },
  revertImport: { params, output: { ...applied, status: 'REVERTED', reverted_at: '2026-05-18T09:00:00.000Z' } },
};
