import type { Actor } from '#lib/domain/access.ts';
import { type CommandCapability, commandDefinition } from '#lib/domain/command.ts';
import { type ProblemKind, problemType } from '#lib/domain/problem.ts';
import type { App } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { newId } from '#server/ids.ts';
import { commandEvent } from '#server/store/command-events.ts';
import { findCommandHold } from '#server/store/command-holds.ts';
import { getCommandSettings } from '#server/store/command-settings.ts';
import { type CommandRow, findRunningCommand, insertCommand } from '#server/store/commands.ts';
import type { VehicleRow } from '#server/store/vehicles.ts';
import type { Audit, Emit } from '#server/store/write.ts';

/** A command that was not sent within this time is never sent. */
export const command_lifetime_ms = 60_000;

export const commands_on_hold = 'A backup was restored. Commands are on hold until a person of the fleet has confirmed.';

export interface Refusal {
  kind: ProblemKind;
  detail: string;
  extras?: { command_id?: string; retry_after_seconds?: number };
}

type Fitness = Pick<VehicleRow, 'id' | 'setup_status' | 'capabilities' | 'fleet_id' | 'partner_fleet_id'>;

/** The checks of the outcome table that look at the vehicle's own row, in its order; the first hit answers. `fleet_id` is that of who asks. */
export const unfitRefusal = (
  row: Fitness,
  capability: CommandCapability,
  extra_commands: readonly CommandCapability[],
  fleet_id: string,
): Refusal | undefined => {
  if (row.setup_status !== 'SUCCEEDED') {
    return { kind: 'vehicle/conflicting-setup-status', detail: `The setup of ${row.id} is ${row.setup_status}.` };
  }
  if (row.partner_fleet_id !== null && fleet_id === row.fleet_id) {
    return {
      kind: 'vehicle/shared-with-partner',
      detail: `${row.id} is shared with fleet ${row.partner_fleet_id}, which commands it meanwhile.`,
    };
  }
  if (!JSON.parse(row.capabilities).commands.includes(capability)) {
    return { kind: 'vehicle/command-not-supported', detail: `${row.id} has no ${capability} capability.` };
  }
  if (commandDefinition(capability).off_by_default && !extra_commands.includes(capability)) {
    return { kind: 'vehicle/command-not-supported', detail: `${capability} is switched off in the settings of this fleet.` };
  }
  return undefined;
};

const refusalOf = async (tx: Query, row: VehicleRow, capability: CommandCapability, fleet_id: string): Promise<Refusal | undefined> => {
  if (await findCommandHold(tx, row.fleet_id)) {
    return { kind: 'service-unavailable', detail: commands_on_hold, extras: { retry_after_seconds: 300 } };
  }
  const { extra_commands } = await getCommandSettings(tx, row.fleet_id);
  const unfit = unfitRefusal(row, capability, extra_commands, fleet_id);
  if (unfit) return unfit;
  const running = await findRunningCommand(tx, row.id);
  if (!running) return undefined;
  const extras = { command_id: running.id, retry_after_seconds: 5 };
  return { kind: 'vehicle/conflicting-command', detail: `${running.command} (${running.id}) is still running on ${row.id}.`, extras };
};

export interface Wish {
  command: CommandCapability;
  reason?: string | undefined;
  override?: boolean | undefined;
  plan_id?: string | undefined;
}

export const newCommandRow = (app: App, actor: Actor, row: VehicleRow, wish: Wish): CommandRow => {
  const now = app.clock();
  return {
    id: newId(),
    fleet_id: row.fleet_id,
    vehicle_id: row.id,
    command: wish.command,
    status: 'REQUESTED',
    initiator_type: actor.type,
    initiator_id: actor.id,
    initiator_name: actor.name,
    reason: wish.reason ?? null,
    override_rules: wish.override ? 1 : 0,
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
    session_id: actor.session_id ?? null,
    plan_id: wish.plan_id ?? null,
    initiator_fleet_id: actor.fleet_id === row.fleet_id ? null : actor.fleet_id,
  };
};

/**
 * Notes a command of a vehicle that the transaction has locked and that is not archived: REQUESTED for the gateway, or REJECTED with why.
 * With its event and audit entry.
 */
export const placeCommand = async (
  tx: Query,
  emit: Emit,
  audit: Audit,
  actor: Actor,
  row: VehicleRow,
  command: CommandRow,
): Promise<{ command: CommandRow; refusal: Refusal | undefined }> => {
  const refusal = await refusalOf(tx, row, command.command, actor.fleet_id);
  const placed: CommandRow = refusal
    ? {
        ...command,
        status: 'REJECTED',
        finished_at: command.requested_at,
        problem_type: problemType(refusal.kind),
        problem_detail: refusal.detail,
      }
    : command;
  await insertCommand(tx, placed);
  emit(commandEvent(placed, placed.requested_at));
  const { reason, override_rules, plan_id } = placed;
  audit({
    fleet_id: actor.fleet_id,
    actor,
    action: 'command.request',
    object_type: 'command',
    object_id: placed.id,
    detail: {
      command: placed.command,
      vehicle_id: placed.vehicle_id,
      ...(reason && { reason }),
      ...(override_rules === 1 && { override: true }),
      ...(plan_id && { plan_id }),
    },
    flow_id: actor.flow_id,
  });
  return { command: placed, refusal };
};
