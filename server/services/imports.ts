import { z } from 'zod';
import type { Actor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import { type App, nowAt } from '#server/app.ts';
import { newId } from '#server/ids.ts';
import {
  deleteSurplusChecks,
  type ImportRecord,
  insertImport,
  listImports as listRecords,
  listImportRows as listRowRecords,
  replaceImportRows,
  updateImport,
} from '#server/store/imports.ts';
import { write } from '#server/store/write.ts';
import { authorColumns } from './author.ts';
import { authorise, requirePermission } from './authorise.ts';
import type { Service } from './call.ts';
import { type FileRow, readImportFile } from './import-file.ts';
import { readKnown } from './import-known.ts';
import { apply_within_ms, countVerdicts, getImportRecord, importEntry, toImport, toImportRow, toRowRecord } from './import-view.ts';
import { judgeRows, type KeptAddition } from './judge-rows.ts';
import { decodePageToken, encodePageToken } from './page-token.ts';
import { etagOf, requireUnchanged } from './revision.ts';

/** Checks of a fleet that wait to be applied; older ones make room. */
const most_checks = 20;

const judge = async (app: App, actor: Actor, rows: readonly FileRow[], empty_cells: string, sealed = new Map()) =>
  judgeRows({ app, known: await readKnown(app, actor, rows), empty_cells, sealed }, rows);

const applyUntil = (app: App): string => new Date(app.clock() + apply_within_ms).toISOString();

/** Writes nothing but the judgement. */
export const createImport: Service<'createImport'> = async (app, actor, { body, onRevision }) => {
  authorise(actor, 'createImport');
  requirePermission(actor, 'vehicles.ro');
  const { headers, rows } = readImportFile(body);
  const judged = await judge(app, actor, rows, body.empty_cells);
  const now = nowAt(app);
  const counts = countVerdicts(judged);
  const record: ImportRecord = {
    id: newId(),
    fleet_id: actor.fleet_id,
    status: 'READY',
    file_name: body.file_name ?? null,
    empty_cells: body.empty_cells,
    ...authorColumns(actor),
    created_at: now,
    checked_at: now,
    expires_at: applyUntil(app),
    applied_at: null,
    applied_by: null,
    reverted_at: null,
    counts: JSON.stringify(counts),
    headers: JSON.stringify(headers),
    revision: 1,
  };
  await write(app, async (tx, _emit, audit) => {
    await insertImport(tx, record);
    const records = judged.map((row) => toRowRecord(record.id, row));
    await replaceImportRows(tx, app.db.dialect, record.id, records);
    await deleteSurplusChecks(tx, actor.fleet_id, most_checks);
    audit(importEntry(actor, 'check', record.id, counts));
  });
  onRevision?.(etagOf(record));
  return toImport(record);
};

export const listImports: Service<'listImports'> = async (app, actor) => {
  authorise(actor, 'listImports');
  requirePermission(actor, 'vehicles.ro');
  return { items: (await listRecords(app.db.read, actor.fleet_id)).map(toImport) };
};

export const getImport: Service<'getImport'> = async (app, actor, { params, onRevision }) => {
  authorise(actor, 'getImport');
  requirePermission(actor, 'vehicles.ro');
  const record = await getImportRecord(app.db.read, actor, params.import_id);
  onRevision?.(etagOf(record));
  return toImport(record);
};

const Position = z.object({ after: z.int().nonnegative() });

export const listImportRows: Service<'listImportRows'> = async (app, actor, { params, query }) => {
  authorise(actor, 'listImportRows');
  requirePermission(actor, 'vehicles.ro');
  const { id } = await getImportRecord(app.db.read, actor, params.import_id);
  const { verdict, limit, page_token } = query;
  const bound_to = { import_rows: id, verdict };
  const { after } = page_token === undefined ? { after: 0 } : decodePageToken(page_token, Position, bound_to);
  const verdicts = verdict && [verdict];
  const rows = await listRowRecords(app.db.read, id, { verdicts, after, limit: limit + 1 });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last;
  return {
    items: items.map(toImportRow),
    ...(more && { next_page_token: encodePageToken({ after: last.item_number }, bound_to) }),
  };
};

const overtaken = () => new Problem('resource-modified', 'The import has changed since it was read.');

/** Judges the rows anew by what is known now: of the file everything is kept but the passwords, which are sealed. */
export const checkImport: Service<'checkImport'> = async (app, actor, { params, if_match, onRevision }) => {
  authorise(actor, 'checkImport');
  requirePermission(actor, 'vehicles.ro');
  const record = await getImportRecord(app.db.read, actor, params.import_id);
  requireUnchanged('The import', record, if_match);
  if (record.status !== 'READY') throw new Problem('conflicting-resource', 'The import has been applied.');
  const stored = await listRowRecords(app.db.read, record.id);
  const rows = stored.map((row): FileRow => {
    const refusal = row.refusal === null ? undefined : JSON.parse(row.refusal);
    // Of the file itself nothing changes.
    const lasting = refusal?.code === 'too_many_cells' || refusal?.column === 'password' || refusal?.column === 'new_password';
    return {
      row: row.item_number,
      ...(row.line !== null && { line: row.line }),
      cells: JSON.parse(row.input),
      ...(lasting && { refusal }),
    };
  });
  const sealed = new Map(
    stored.flatMap((row) => {
      const addition: KeptAddition | undefined = row.addition === null ? undefined : JSON.parse(row.addition);
      const { passwords } = addition ?? {};
      if (!passwords?.unit_password_fingerprint || row.vehicle_id === null) return [];
      return [[row.item_number, { vehicle_id: row.vehicle_id, passwords }]];
    }),
  );
  const judged = await judge(app, actor, rows, record.empty_cells, sealed);
  const counts = countVerdicts(judged);
  const changes = { checked_at: nowAt(app), expires_at: applyUntil(app), counts: JSON.stringify(counts) };
  await write(app, async (tx, _emit, audit) => {
    if (!(await updateImport(tx, record, changes))) throw overtaken();
    const records = judged.map((row) => toRowRecord(record.id, row));
    await replaceImportRows(tx, app.db.dialect, record.id, records);
    audit(importEntry(actor, 'check', record.id, counts));
  });
  const next = { ...record, ...changes, revision: record.revision + 1 };
  onRevision?.(etagOf(next));
  return toImport(next);
};
