import { z } from 'zod';
import { Initiator } from '#lib/domain/command-schema.ts';
import { VehicleId } from '#lib/domain/vehicle.ts';
import { items, operation, page, paging } from './define.ts';
import { routes } from './routes.ts';

const area = 'Imports';
/** So many at once keep the one transaction that applies them within two seconds on SQLite. */
export const most_import_rows = 5000;

const CellInput = z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]);

export const NewImport = z
  .strictObject({
    csv: z
      .string()
      .max(1_048_576)
      .optional()
      .describe('Text of a CSV file with a line of headers; separated by commas, semicolons or tabs, quoted where needed'),
    rows: z
      .array(z.record(z.string().min(1).max(100), CellInput))
      .min(1)
      .max(most_import_rows)
      .optional()
      .describe('The same as objects by header'),
    file_name: z.string().max(200).trim().min(1).optional(),
    empty_cells: z
      .enum(['KEEP', 'CLEAR'])
      .default('KEEP')
      .describe('What an empty cell does to the vehicle that its row changes: `KEEP` leaves the value, `CLEAR` removes it'),
  })
  .refine(({ csv, rows }) => (csv === undefined) !== (rows === undefined), { path: ['csv'], message: 'Either csv or rows' });

export const ImportStatus = z.enum(['READY', 'APPLIED', 'REVERTED']);
export type ImportStatus = z.infer<typeof ImportStatus>;
export const ImportVerdict = z.enum(['ADD', 'CHANGE', 'REFUSE', 'UNCHANGED']);
export type ImportVerdict = z.infer<typeof ImportVerdict>;

const CellValue = z.union([z.string(), z.number(), z.array(z.string()), z.null()]);

export const ImportCell = z.object({
  column: z.string(),
  old: CellValue.optional().describe('Absent for a vehicle that is added'),
  new: CellValue,
});
export type ImportCell = z.infer<typeof ImportCell>;

export const ImportRefusal = z.object({
  column: z.string().optional(),
  code: z.string().describe('For programs: `unit_taken`, `unknown_model`, `invalid_value` and the like'),
  message: z.string(),
  value: z.string().optional().describe('What stands in the way: the value, the line or the id'),
});
export type ImportRefusal = z.infer<typeof ImportRefusal>;

export const ImportRow = z.object({
  row: z.int().positive().describe('Counts the vehicles of the file from 1'),
  line: z.int().positive().optional().describe('Where it begins in the file'),
  verdict: ImportVerdict,
  vehicle_id: VehicleId.optional().describe('Of a vehicle that is added: the id that it gets'),
  label: z.string().describe('Name, plate, VIN or unit, whichever it has'),
  cells: z.array(ImportCell),
  refusal: ImportRefusal.optional(),
  unit_check: z
    .enum(['LISTED', 'SEEN', 'UNCHECKED'])
    .optional()
    .describe('Of a unit to add: listed by its manufacturer, heard of by Motorpool, or neither could be asked'),
  outcome: z
    .enum(['APPLIED', 'REVERTED', 'PARTLY_REVERTED', 'KEPT'])
    .optional()
    .describe('`KEPT` and `PARTLY_REVERTED`: changed again since it was applied, which a revert does not overwrite'),
  kept: z
    .array(z.object({ column: z.string(), value: CellValue }))
    .optional()
    .describe('Cells that the revert left as they had become'),
  kept_reason: z.enum(['CHANGED_SINCE', 'ARCHIVED_SINCE', 'COMMAND_RUNNING']).optional(),
});
export type ImportRow = z.infer<typeof ImportRow>;

export const Import = z.object({
  id: z.ulid(),
  status: ImportStatus,
  file_name: z.string().optional(),
  created_at: z.iso.datetime(),
  created_by: Initiator,
  checked_at: z.iso.datetime(),
  apply_until: z.iso.datetime(),
  applied_at: z.iso.datetime().optional(),
  applied_by: Initiator.optional(),
  revert_until: z.iso.datetime().optional(),
  reverted_at: z.iso.datetime().optional(),
  counts: z.object({ add: z.int(), change: z.int(), refuse: z.int(), unchanged: z.int(), kept: z.int() }),
  columns: z
    .array(z.object({ header: z.string(), column: z.string().optional() }))
    .describe('What each header was taken for; without `column` it was passed over'),
});
export type Import = z.infer<typeof Import>;

const of_imports = { area, ours: true, permission: 'vehicle-lifecycle' } as const;
const params = z.strictObject({ import_id: z.ulid() });

export const import_operations = {
  createImport: operation({
    ...routes.createImport,
    ...of_imports,
    summary: 'Check a file of vehicles: what it would add, change and what is refused',
    body: NewImport,
    status: 201,
    output: Import,
    revisioned: true,
  }),
  listImports: operation({
    ...routes.listImports,
    ...of_imports,
    summary: 'List the imports of the last thirty days',
    output: items(Import),
  }),
  getImport: operation({ ...routes.getImport, ...of_imports, summary: 'Read an import', params, output: Import, revisioned: true }),
  listImportRows: operation({
    ...routes.listImportRows,
    ...of_imports,
    summary: 'List the rows of an import',
    params,
    query: z.strictObject({ ...paging, verdict: ImportVerdict.optional() }),
    output: page(ImportRow),
  }),
  checkImport: operation({
    ...routes.checkImport,
    ...of_imports,
    summary: 'Check an import again',
    params,
    output: Import,
    revisioned: true,
  }),
  applyImport: operation({
    ...routes.applyImport,
    ...of_imports,
    summary: 'Apply all accepted rows, or none',
    params,
    output: Import,
    revisioned: true,
  }),
  revertImport: operation({
    ...routes.revertImport,
    ...of_imports,
    summary: 'Undo an import within 24 hours',
    params,
    output: Import,
    revisioned: true,
  }),
};
