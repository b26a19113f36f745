/**
 * The last look before a command leaves, in the write that makes it DISPATCHING: durable before the first byte.
 * Whatever may have changed since the request is judged again here, since web only wishes and the gateway acts (promise P7b): time, vehicle, unit,
 * the right of whoever asked, budget, and the state the vehicle is in. The gateway's office is held first, so that nobody takes its command for lost
 * meanwhile; a program's claims follow one another, so a count is exact.
 */
import { allows } from '#lib/domain/access.ts';
import { commandDefinition } from '#lib/domain/command.ts';
import { interlockRefusal, staleRefusal } from '#lib/domain/interlock.ts';
import type { ProblemKind } from '#lib/domain/problem.ts';
import type { VehicleModel } from '#lib/domain/telematics.ts';
import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { commands_on_hold, unfitRefusal } from '#server/services/place-command.ts';
import { findCommandHold } from '#server/store/command-holds.ts';
import { type CommandSettings, getCommandSettings } from '#server/store/command-settings.ts';
import { type CommandRow, countCommandsSince } from '#server/store/commands.ts';
import { listInitiatorPermissions } from '#server/store/initiators.ts';
import { getLatestState } from '#server/store/latest-states.ts';
import { findVehicle, type VehicleRow } from '#server/store/vehicles.ts';
import { write } from '#server/store/write.ts';
import { ended, type IsOurs, step } from './command-steps.ts';
import type { Post } from './office.ts';

/** What the sending was prepared with: the vehicle as it was read then. */
export interface Prepared {
  vehicle: VehicleRow;
  model: VehicleModel;
  /** Whether the way to the vehicle is still this gateway's: its connection, or its credentials. */
  isOurs?: IsOurs;
}

interface Situation extends Prepared {
  app: App;
  tx: Query;
  command: CommandRow;
  /** The vehicle now, locked; undefined when it is gone. */
  current: VehicleRow | undefined;
  settings: CommandSettings;
}

interface Stop {
  status: 'REJECTED' | 'EXPIRED';
  kind: ProblemKind;
  detail: string;
}
const reject = (kind: ProblemKind, detail: string): Stop => ({ status: 'REJECTED', kind, detail });

const samePlace = (a: VehicleRow, b: VehicleRow) =>
  a.telematics_brand === b.telematics_brand &&
  a.telematics_unit_id === b.telematics_unit_id &&
  a.credentials_id === b.credentials_id &&
  a.vehicle_model_id === b.vehicle_model_id;

/** Clocks of web's host and ours may differ so much. What was asked for later than that was asked for before the clock was set back. */
export const clock_tolerance_ms = 60_000;

/** In this order; the first that speaks against it ends the command. */
export const claim_checks = {
  vehicle: async ({ current }: Situation) =>
    current && !current.archived_at ? undefined : reject('conflicting-resource', 'The vehicle was archived.'),
  sharing: async ({ app, current, command }: Situation) => {
    if (command.initiator_fleet_id === null) return undefined;
    const shared = current?.partner_fleet_id === command.initiator_fleet_id;
    const over = current?.sharing_ends_at != null && current.sharing_ends_at <= nowAt(app);
    return shared && !over ? undefined : reject('missing-permissions', 'The vehicle is not shared with that fleet any more.');
  },
  time: async ({ app, command }: Situation): Promise<Stop | undefined> =>
    command.expires_at > nowAt(app) && Date.parse(command.requested_at) <= app.clock() + clock_tolerance_ms
      ? undefined
      : { status: 'EXPIRED', kind: 'vehicle/no-connection', detail: 'The command waited too long and was not sent.' },
  hold: async ({ tx, command }: Situation) =>
    (await findCommandHold(tx, command.fleet_id)) ? reject('service-unavailable', commands_on_hold) : undefined,
  initiator: async ({ app, tx, command }: Situation) => {
    const held = await listInitiatorPermissions(tx, command, nowAt(app));
    const wanted = [
      commandDefinition(command.command).permission,
      ...(command.override_rules === 1 ? (['command-override'] as const) : []),
    ];
    if (wanted.every((permission) => allows(held, permission))) return undefined;
    return reject('missing-permissions', 'Whoever asked for the command may not send it any more.');
  },
  budget: async ({ app, tx, command }: Situation) => {
    if (command.initiator_type !== 'API_CLIENT' || command.plan_id) return undefined;
    const sent = await countCommandsSince(tx, command.initiator_id, new Date(app.clock() - 60_000).toISOString());
    // Twice what web allows in its window of a minute, since two windows can meet. Beyond it, someone has got past web.
    return sent < 2 * app.config.limits.commands_per_minute
      ? undefined
      : reject('too-many-requests', 'The command budget of this client is used up.');
  },
  unit: async ({ current, vehicle, command, settings }: Situation) => {
    if (!current) return undefined;
    const unfit = unfitRefusal(current, command.command, settings.extra_commands, command.initiator_fleet_id ?? command.fleet_id);
    if (unfit) return reject(unfit.kind, unfit.detail);
    return samePlace(current, vehicle)
      ? undefined
      : reject('vehicle/conflicting-setup-status', 'The telematics unit was exchanged meanwhile.');
  },
  interlock: async ({ app, tx, command, model, settings }: Situation) => {
    if (command.override_rules === 1) return undefined;
    const definition = commandDefinition(command.command);
    if (!definition.interlock) return undefined;
    const state = await getLatestState(tx, command.vehicle_id);
    const refusal =
      interlockRefusal(definition, model, state) ??
      (settings.immobilizer_requires_fresh_state ? staleRefusal(definition, model, state, app.clock()) : undefined);
    return refusal === undefined ? undefined : reject('vehicle/conflicting-state', refusal);
  },
} satisfies Record<string, (situation: Situation) => Promise<Stop | undefined>>;

/** Takes the command for sending, or ends it here. Undefined: not to be sent by us, whatever the reason, another gateway's takeover included. */
export const claim = (
  app: App,
  post: Post,
  command: CommandRow,
  prepared: Prepared,
  checks: Partial<typeof claim_checks> = claim_checks,
): Promise<CommandRow | undefined> =>
  write(app, async (tx, emit) => {
    if (!(await post.hold(tx)) || (prepared.isOurs && !(await prepared.isOurs(tx)))) return undefined;
    if (app.isCurrentDatabase && !(await app.isCurrentDatabase(tx))) return undefined;
    if (command.initiator_type === 'API_CLIENT') await app.db.dialect.lockClient(tx, command.initiator_id);
    await app.db.dialect.lockVehicles(tx, [command.vehicle_id]);
    const current = await findVehicle(tx, command.fleet_id, command.vehicle_id);
    const settings = await getCommandSettings(tx, command.fleet_id);
    for (const check of Object.values(checks)) {
      const stop = await check({ ...prepared, app, tx, command, current, settings });
      if (!stop) continue;
      await step(app, tx, emit, command, ['REQUESTED'], ended(app, stop.status, stop.kind, stop.detail));
      return undefined;
    }
    return step(app, tx, emit, command, ['REQUESTED'], { status: 'DISPATCHING', sent_at: nowAt(app), gateway_epoch: post.epoch });
  });
