import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { CommandCapability, CommandStatus } from '#lib/domain/command.ts';
import type { Dialect, Query } from '#server/db/dialect.ts';
import type { Schema } from '#server/db/schema.ts';

export type CommandRow = Selectable<Schema['commands']> & { command: CommandCapability; status: CommandStatus };

export const insertCommand = async (tx: Query, row: Insertable<Schema['commands']>): Promise<void> => {
  await tx.insertInto('commands').values(row).execute();
};

/** Of the fleet's own vehicles, or asked for by the fleet. */
export const findCommand = async (db: Query, fleet_id: string, command_id: string): Promise<CommandRow | undefined> =>
  (await db
    .selectFrom('commands')
    .selectAll()
    .where('id', '=', command_id)
    .where((row) => row.or([row('fleet_id', '=', fleet_id), row('initiator_fleet_id', '=', fleet_id)]))
    .executeTakeFirst()) as CommandRow | undefined;

/** Across fleets: for the gateway alone. */
export const findCommandById = async (db: Query, command_id: string): Promise<CommandRow | undefined> =>
  (await db.selectFrom('commands').selectAll().where('id', '=', command_id).executeTakeFirst()) as CommandRow | undefined;

export const findRunningCommand = async (db: Query, vehicle_id: string): Promise<CommandRow | undefined> =>
  (await db
    .selectFrom('commands')
    .selectAll()
    .where('vehicle_id', '=', vehicle_id)
    .where(sql<boolean>`status IN ('REQUESTED', 'DISPATCHING', 'ACCEPTED')`)
    .executeTakeFirst()) as CommandRow | undefined;

/** Moves a command on, but only from one of these statuses: whoever comes second gets undefined. */
export const updateCommandFrom = async (
  tx: Query,
  command_id: string,
  from: readonly CommandStatus[],
  changes: Updateable<Schema['commands']>,
): Promise<CommandRow | undefined> =>
  (await tx
    .updateTable('commands')
    .set(changes)
    .where('id', '=', command_id)
    .where('status', 'in', [...from])
    .returningAll()
    .executeTakeFirst()) as CommandRow | undefined;

/** Newest first; `before` is the id of the last command of the page before. */
export const listCommands = async (
  db: Query,
  vehicle_id: string,
  filter: {
    limit: number;
    initiator_fleet_id?: string;
    before?: string | undefined;
    status?: readonly string[] | undefined;
    command?: readonly string[] | undefined;
  },
): Promise<CommandRow[]> => {
  let query = db.selectFrom('commands').selectAll().where('vehicle_id', '=', vehicle_id);
  if (filter.initiator_fleet_id) query = query.where('initiator_fleet_id', '=', filter.initiator_fleet_id);
  if (filter.before) query = query.where('id', '<', filter.before);
  if (filter.status) query = query.where('status', 'in', filter.status);
  if (filter.command) query = query.where('command', 'in', filter.command);
  return (await query.orderBy('id', 'desc').limit(filter.limit).execute()) as CommandRow[];
};

export const listCommandsByStatus = async (db: Query, statuses: readonly CommandStatus[], limit = 500): Promise<CommandRow[]> =>
  (await db
    .selectFrom('commands')
    .selectAll()
    .where('status', 'in', [...statuses])
    .orderBy('id')
    .limit(limit)
    .execute()) as CommandRow[];

/**
 * Requests that this gateway has a way for, or that none has: it has the unit's connection, or the lease of the vehicle's credentials, or nobody in office
 * has either.
 */
export const listRequestsFor = async (db: Query, gateway_id: string, limit: number): Promise<CommandRow[]> => {
  const { rows } = await sql<CommandRow>`SELECT commands.* FROM commands
    JOIN vehicles ON vehicles.id = commands.vehicle_id
    LEFT JOIN unit_sessions ON unit_sessions.brand = vehicles.telematics_brand AND unit_sessions.unit_id = vehicles.telematics_unit_id
    LEFT JOIN leases ON leases.name = 'credentials/' || vehicles.credentials_id
    LEFT JOIN gateways ON gateways.id = coalesce(unit_sessions.gateway_id, leases.holder)
    WHERE commands.status = 'REQUESTED' AND (gateways.id IS NULL OR gateways.id = ${gateway_id})
    ORDER BY commands.id LIMIT ${limit}`.execute(db);
  return rows;
};

/** Written with literal statuses, so that SQLite sees that its partial index serves. Sent commands of these vehicles whose effect is not proven yet. */
export const listUnsettledCommands = async (tx: Query, dialect: Dialect, vehicle_ids: readonly string[]): Promise<CommandRow[]> =>
  (await tx
    .selectFrom('commands')
    .selectAll()
    .where(sql<boolean>`status IN ('ACCEPTED', 'UNKNOWN')`)
    .where(dialect.anyOf('vehicle_id', vehicle_ids))
    .execute()) as CommandRow[];

/** Commands of this program that have left since then, those of plans aside. */
export const countCommandsSince = async (tx: Query, initiator_id: string, since: string): Promise<number> => {
  const { count } = await tx
    .selectFrom('commands')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('initiator_id', '=', initiator_id)
    .where('initiator_type', '=', 'API_CLIENT')
    .where('plan_id', 'is', null)
    .where('sent_at', '>', since)
    .executeTakeFirstOrThrow();
  return Number(count);
};
