import { commandDefinition } from '#lib/domain/command.ts';
import type { StateProperty, VehicleState } from '#lib/domain/vehicle-state.ts';
import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { commandEvent } from '#server/store/command-events.ts';
import { type CommandRow, listUnsettledCommands, updateCommandFrom } from '#server/store/commands.ts';
import type { Emit } from '#server/store/write.ts';

/** The state shows what the command asked for, and was measured after the command had left. */
export const stateProves = (command: Pick<CommandRow, 'command' | 'sent_at'>, state: VehicleState): boolean => {
  const { proof } = commandDefinition(command.command);
  const { sent_at } = command;
  if (!proof || !sent_at) return false;
  return Object.entries(proof).every(([property, value]) => {
    const known = state[property as StateProperty];
    return known !== undefined && known.value === value && known.timestamp >= sent_at;
  });
};

/** Ends commands whose effect the vehicles' new states show, in the transaction that stores these states. */
export const settleByState = async (
  app: App,
  tx: Query,
  emit: Emit,
  vehicles: readonly { vehicle_id: string; state: VehicleState }[],
): Promise<void> => {
  if (vehicles.length === 0) return;
  const states = new Map(vehicles.map(({ vehicle_id, state }) => [vehicle_id, state]));
  const open = await listUnsettledCommands(tx, app.db.dialect, [...states.keys()]);
  for (const command of open) {
    const state = states.get(command.vehicle_id);
    if (!state || !stateProves(command, state)) continue;
    const now = nowAt(app);
    const settled = await updateCommandFrom(tx, command.id, ['ACCEPTED', 'UNKNOWN'], {
      status: 'SUCCEEDED',
      settled_by: 'STATE',
      finished_at: now,
      problem_type: null,
      problem_detail: null,
    });
    if (settled) emit(commandEvent(settled, now));
  }
};
