import { permissions } from '#lib/domain/access.ts';
import type { CommandLogEntry } from '#lib/domain/command-schema.ts';
import type { App } from '#server/app.ts';
import { newFlowId } from '#server/ids.ts';
import { requestCommand } from '#server/services/commands.ts';
import { type CommandRow, listCommands } from '#server/store/commands.ts';
import { pick, type Random, wholeBetween } from '../../e2e/fakes/world/random.ts';
import type { ProofVehicle } from './fleet.fixture.ts';

/** A program asks for one command, 2 to 10 times at once with one key, as programs do whose calls break. Gives the ids that it was told. */
export const requestInParallel = async (
  app: App,
  fleet_id: string,
  vehicle: ProofVehicle,
  command: string,
  times: number,
): Promise<string[]> => {
  const { vehicle_id } = vehicle;
  const ask = (): Promise<CommandLogEntry> => {
    const actor = { type: 'SYSTEM', id: 'proof', name: 'Proof', fleet_id, permissions, flow_id: newFlowId() } as const;
    return requestCommand(app, actor, { params: { vehicle_id, command }, query: {}, body: {}, idempotency_key: `key-${vehicle_id}` });
  };
  const told = await Promise.all(Array.from({ length: times }, ask));
  return told.map(({ id }) => id);
};

export interface RequestedCommand {
  vehicle: ProofVehicle;
  told_ids: Set<string>;
}

/** Asks for one command of each vehicle, a handful at a time, until all are asked for or `stop` is called. */
export const requestForAll = (app: App, fleet_id: string, vehicles: readonly ProofVehicle[], random: Random, commandsOf: CommandsOf) => {
  const requested: RequestedCommand[] = [];
  const waiting = [...vehicles];
  const takeSome = async (count: number): Promise<void> => {
    const some = waiting.splice(0, count);
    const asked = some.map(async (vehicle) => {
      const command = pick(random, commandsOf(vehicle));
      const told_ids = new Set(await requestInParallel(app, fleet_id, vehicle, command, wholeBetween(random, 2, 10)));
      requested.push({ vehicle, told_ids });
    });
    await Promise.all(asked);
  };
  return { requested, takeSome, isDone: () => waiting.length === 0 };
};
export type CommandsOf = (vehicle: ProofVehicle) => readonly string[];

const page = 100;

/** All of them, newest first. */
export const readCommands = async (app: App, vehicles: readonly ProofVehicle[]): Promise<Map<string, CommandRow[]>> => {
  const found = new Map<string, CommandRow[]>();
  for (const { vehicle_id } of vehicles) {
    const own: CommandRow[] = [];
    for (let rows: CommandRow[] | undefined; !rows || rows.length === page; own.push(...rows)) {
      rows = await listCommands(app.db.read, vehicle_id, { limit: page, before: own.at(-1)?.id });
    }
    found.set(vehicle_id, own);
  }
  return found;
};
