import type { Note } from '#lib/contract/desk.ts';
import { Problem } from '#lib/domain/problem.ts';
import { nowAt } from '#server/app.ts';
import { newId } from '#server/ids.ts';
import { countNotes, deleteNote as deleteRow, findNote, insertNote, listNotes as listRows, type NoteRow } from '#server/store/notes.ts';
import { write } from '#server/store/write.ts';
import { authorColumns, authorOf } from './author.ts';
import { authorise } from './authorise.ts';
import type { Service } from './call.ts';
import { getVehicleRow } from './change-vehicle.ts';

const most_notes = 1000;

const toNote = (row: NoteRow): Note => ({ id: row.id, text: row.text, created_at: row.created_at, created_by: authorOf(row) });

export const listNotes: Service<'listNotes'> = async (app, actor, { params }) => {
  authorise(actor, 'listNotes');
  const { id } = await getVehicleRow(app.db.read, actor, params.vehicle_id);
  return { items: (await listRows(app.db.read, id, most_notes)).map(toNote) };
};

/** Archived vehicles take notes too: support learns things about them still. */
export const addNote: Service<'addNote'> = async (app, actor, { params, body }) => {
  authorise(actor, 'addNote');
  const { fleet_id, flow_id } = actor;
  return write(app, async (tx, _emit, audit) => {
    await app.db.dialect.lockVehicles(tx, [params.vehicle_id]);
    const { id: vehicle_id } = await getVehicleRow(tx, actor, params.vehicle_id);
    if ((await countNotes(tx, vehicle_id)) >= most_notes)
      throw new Problem('conflicting-resource', `Vehicle ${vehicle_id} has ${most_notes} notes. Delete one first.`);
    const row = { id: newId(), fleet_id, vehicle_id, text: body.text, created_at: nowAt(app), ...authorColumns(actor) };
    await insertNote(tx, row);
    audit({
      fleet_id,
      actor,
      action: 'vehicle.note.add',
      object_type: 'vehicle',
      object_id: vehicle_id,
      detail: { note_id: row.id },
      flow_id,
    });
    return toNote(row);
  });
};

export const deleteNote: Service<'deleteNote'> = async (app, actor, { params }) => {
  authorise(actor, 'deleteNote');
  const { fleet_id, flow_id } = actor;
  await write(app, async (tx, _emit, audit) => {
    const { id: vehicle_id } = await getVehicleRow(tx, actor, params.vehicle_id);
    const row = await findNote(tx, params.note_id.toUpperCase());
    if (row?.vehicle_id !== vehicle_id)
      throw new Problem('resource-not-found', `There is no note ${params.note_id} on vehicle ${vehicle_id}.`);
    if (row.author_type !== actor.type || row.author_id !== actor.id)
      throw new Problem('missing-permissions', `Only ${row.author_name}, who wrote this note, may delete it.`);
    await deleteRow(tx, row.id);
    audit({
      fleet_id,
      actor,
      action: 'vehicle.note.delete',
      object_type: 'vehicle',
      object_id: vehicle_id,
      detail: { note_id: row.id },
      flow_id,
    });
  });
};
