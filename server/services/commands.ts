import { z } from 'zod';
import type { Actor } from '#lib/domain/access.ts';
import { commandByName, commandDefinition } from '#lib/domain/command.ts';
import type { CommandLogEntry } from '#lib/domain/command-schema.ts';
import { Problem } from '#lib/domain/problem.ts';
import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { commandEntryFor, commandEvent } from '#server/store/command-events.ts';
import { type CommandRow, findCommand, listCommands, updateCommandFrom } from '#server/store/commands.ts';
import { write } from '#server/store/write.ts';
import { authorise, requirePermission } from './authorise.ts';
import type { Call, Service } from './call.ts';
import { getUsableRow } from './change-vehicle.ts';
import { claimIdempotencyKey } from './idempotency.ts';
import { decodePageToken, encodePageToken } from './page-token.ts';
import { newCommandRow, placeCommand } from './place-command.ts';

const checkOverride = (actor: Actor, body: Call<'runCommand'>['body']) => {
  if (!body?.override) return;
  requirePermission(actor, 'command-override');
  if (actor.type !== 'USER') throw new Problem('missing-permissions', 'Only a person may pass the motion rule.');
  if (!body.reason)
    throw new Problem('validation-error', 'override needs a reason.', {
      errors: [{ pointer: '/reason', code: 'required', message: 'Say why.' }],
    });
};

/**
 * Notes the wish durably and returns at once, status REQUESTED; the gateway does the rest.
 * Throws the refusals of the outcome table; those about the vehicle are in its command log as REJECTED.
 * With an idempotency key that was used before, returns the command of then.
 */
export const requestCommand = async (app: App, actor: Actor, call: Call<'runCommand'>): Promise<CommandLogEntry> => {
  const { params, body, idempotency_key: key } = call;
  const capability = commandByName(params.command);
  if (!capability) throw new Problem('resource-not-found', `There is no command ${params.command}.`);
  requirePermission(actor, commandDefinition(capability).permission);
  checkOverride(actor, body);
  await call.spendCommand?.();
  const outcome = await write(app, async (tx, emit, audit) => {
    await app.db.dialect.lockVehicles(tx, [params.vehicle_id]);
    const row = await getUsableRow(tx, actor, params.vehicle_id);
    const command = newCommandRow(app, actor, row, { command: capability, ...body });
    if (key) {
      const claim = { key, request: { ...params, body: body ?? {} }, object_id: command.id, created_at: command.requested_at };
      const earlier = await claimIdempotencyKey(tx, actor, claim);
      const known = earlier?.object_id && (await findCommand(tx, actor.fleet_id, earlier.object_id));
      if (known) {
        call.onReplay?.();
        return { entry: commandEntryFor(actor.fleet_id, known) };
      }
    }
    if (row.archived_at) throw new Problem('conflicting-resource', `Vehicle ${row.id} is archived.`);
    const placed = await placeCommand(tx, emit, audit, actor, row, command);
    return { entry: commandEntryFor(actor.fleet_id, placed.command), refusal: placed.refusal };
  });
  call.onCommand?.(outcome.entry.id);
  if (outcome.refusal) {
    const { kind, detail, extras } = outcome.refusal;
    throw new Problem(kind, detail, extras);
  }
  return outcome.entry;
};

export const listCommandLog: Service<'listCommandLog'> = async (app, actor, { params, query }) => {
  authorise(actor, 'listCommandLog');
  const row = await getUsableRow(app.db.read, actor, params.vehicle_id);
  const own = row.fleet_id === actor.fleet_id;
  const { page_token, limit, ...filters } = query;
  const binding = { ...filters, vehicle_id: row.id };
  const position = page_token === undefined ? undefined : decodePageToken(page_token, z.object({ id: z.string() }), binding);
  const rows = await listCommands(app.db.read, row.id, {
    ...filters,
    limit: limit + 1,
    before: position?.id,
    ...(!own && { initiator_fleet_id: actor.fleet_id }),
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map((one) => commandEntryFor(actor.fleet_id, one)),
    ...(rows.length > limit && last && { next_page_token: encodePageToken({ id: last.id }, binding) }),
  };
};

const getCommand = async (db: Query, actor: Actor, params: { vehicle_id: string; command_id: string }): Promise<CommandRow> => {
  const row = await findCommand(db, actor.fleet_id, params.command_id);
  if (!row || row.vehicle_id !== params.vehicle_id)
    throw new Problem('resource-not-found', `There is no command ${params.command_id} on this vehicle.`);
  return row;
};

export const getCommandLogEntry: Service<'getCommandLogEntry'> = async (app, actor, { params }) => {
  authorise(actor, 'getCommandLogEntry');
  return commandEntryFor(actor.fleet_id, await getCommand(app.db.read, actor, params));
};

/** A person settles what nobody could prove. Only for UNKNOWN: evidence that came meanwhile wins. */
export const resolveCommand: Service<'resolveCommand'> = async (app, actor, { params, body }) => {
  authorise(actor, 'resolveCommand');
  return write(app, async (tx, emit, audit) => {
    const row = await getCommand(tx, actor, params);
    const settled = await updateCommandFrom(tx, row.id, ['UNKNOWN'], {
      status: body.status,
      settled_by: 'PERSON',
      finished_at: nowAt(app),
      ...(body.status === 'SUCCEEDED' && { problem_type: null }),
    });
    if (!settled) throw new Problem('conflicting-resource', `Command ${row.id} is ${row.status}; only an unknown outcome can be settled.`);
    emit(commandEvent(settled, nowAt(app)));
    audit({
      fleet_id: actor.fleet_id,
      actor,
      action: 'command.resolve',
      object_type: 'command',
      object_id: row.id,
      detail: body,
      flow_id: actor.flow_id,
    });
    return commandEntryFor(actor.fleet_id, settled);
  });
};
