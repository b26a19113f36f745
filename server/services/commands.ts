import { z } from 'zod';
import type { Actor } from '#lib/domain/access.ts';
import { type CommandCapability, commandByName, commandDefinition } from '#lib/domain/command.ts';
import type { CommandLogEntry } from '#lib/domain/command-schema.ts';
import { Problem, type ProblemKind, problemType } from '#lib/domain/problem.ts';
import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { newId } from '#server/ids.ts';
import { commandEvent, toCommandLogEntry } from '#server/store/command-events.ts';
import {
  type CommandRow,
  findCommand,
  findRunningCommand,
  insertCommand,
  listCommands,
  updateCommandFrom,
} from '#server/store/commands.ts';
import type { VehicleRow } from '#server/store/vehicles.ts';
import { write } from '#server/store/write.ts';
import { authorise, requirePermission } from './authorise.ts';
import type { Call, Service } from './call.ts';
import { getVehicleRow } from './change-vehicle.ts';
import { claimIdempotencyKey } from './idempotency.ts';
import { decodePageToken, encodePageToken } from './page-token.ts';

/** A command that was not sent within this time is never sent. */
export const command_lifetime_ms = 60_000;

interface Refusal {
  kind: ProblemKind;
  detail: string;
  extras?: { command_id?: string; retry_after_seconds?: number };
}

/** The checks of the outcome table that need no vehicle, in its order; the first hit answers. */
const refusalOf = async (tx: Query, row: VehicleRow, capability: CommandCapability): Promise<Refusal | undefined> => {
  if (row.setup_status !== 'SUCCEEDED') {
    return { kind: 'vehicle/conflicting-setup-status', detail: `The setup of ${row.id} is ${row.setup_status}.` };
  }
  if (!JSON.parse(row.capabilities).commands.includes(capability)) {
    return { kind: 'vehicle/command-not-supported', detail: `${row.id} has no ${capability} capability.` };
  }
  const running = await findRunningCommand(tx, row.id);
  if (running) {
    const extras = { command_id: running.id, retry_after_seconds: 5 };
    return { kind: 'vehicle/conflicting-command', detail: `${running.command} (${running.id}) is still running on ${row.id}.`, extras };
  }
  return undefined;
};

const newCommandRow = (
  app: App,
  actor: Actor,
  row: VehicleRow,
  capability: CommandCapability,
  body: Call<'runCommand'>['body'],
): CommandRow => {
  const now = app.clock();
  return {
    id: newId(),
    fleet_id: row.fleet_id,
    vehicle_id: row.id,
    command: capability,
    status: 'REQUESTED',
    initiator_type: actor.type,
    initiator_id: actor.id,
    initiator_name: actor.name,
    reason: body?.reason ?? null,
    override_rules: body?.override ? 1 : 0,
    requested_at: new Date(now).toISOString(),
    expires_at: new Date(now + command_lifetime_ms).toISOString(),
    sent_at: null,
    accepted_at: null,
    confirm_by: null,
    finished_at: null,
    problem_type: null,
    problem_detail: null,
    settled_by: null,
    tracking_id: null,
    gateway_epoch: null,
    flow_id: actor.flow_id,
  };
};

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
  const outcome = await write(app, async (tx, emit, audit) => {
    await app.db.dialect.lockVehicles(tx, [params.vehicle_id]);
    const row = await getVehicleRow(tx, actor, params.vehicle_id);
    const command = newCommandRow(app, actor, row, capability, body);
    if (key) {
      const claim = { key, request: { ...params, body: body ?? {} }, object_id: command.id, created_at: command.requested_at };
      const earlier = await claimIdempotencyKey(tx, actor, claim);
      const known = earlier?.object_id && (await findCommand(tx, actor.fleet_id, earlier.object_id));
      if (known) {
        call.onReplay?.();
        return { entry: toCommandLogEntry(known) };
      }
    }
    if (row.archived_at) throw new Problem('conflicting-resource', `Vehicle ${row.id} is archived.`);
    const refusal = await refusalOf(tx, row, capability);
    if (refusal)
      Object.assign(command, {
        status: 'REJECTED',
        finished_at: command.requested_at,
        problem_type: problemType(refusal.kind),
        problem_detail: refusal.detail,
      });
    await insertCommand(tx, command);
    emit(commandEvent(command, command.requested_at));
    const detail = {
      command: capability,
      vehicle_id: row.id,
      ...(body?.reason && { reason: body.reason }),
      ...(body?.override && { override: true }),
    };
    audit({
      fleet_id: row.fleet_id,
      actor,
      action: 'command.request',
      object_type: 'command',
      object_id: command.id,
      detail,
      flow_id: actor.flow_id,
    });
    return { entry: toCommandLogEntry(command), refusal };
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
  const row = await getVehicleRow(app.db.read, actor, params.vehicle_id);
  const { page_token, limit, ...filters } = query;
  const binding = { ...filters, vehicle_id: row.id };
  const position = page_token === undefined ? undefined : decodePageToken(page_token, z.object({ id: z.string() }), binding);
  const rows = await listCommands(app.db.read, row.id, { ...filters, limit: limit + 1, before: position?.id });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toCommandLogEntry),
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
  return toCommandLogEntry(await getCommand(app.db.read, actor, params));
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
      fleet_id: row.fleet_id,
      actor,
      action: 'command.resolve',
      object_type: 'command',
      object_id: row.id,
      detail: body,
      flow_id: actor.flow_id,
    });
    return toCommandLogEntry(settled);
  });
};
