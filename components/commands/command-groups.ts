import { command_display } from '#lib/display.ts';
import { allows, type Permission } from '#lib/domain/access.ts';
import { type CommandCapability, commandDefinition } from '#lib/domain/command.ts';
import type { Text } from '#lib/messages/text.ts';

/** Commands that undo each other stand side by side. Order of the bar. */
export const command_groups: readonly (readonly CommandCapability[])[] = [
  ['UNLOCK_CENTRAL_LOCK', 'LOCK_CENTRAL_LOCK'],
  ['ENABLE_DRIVING', 'DISABLE_DRIVING'],
  ['UNLOCK_AND_ENABLE_DRIVING', 'LOCK_AND_DISABLE_DRIVING'],
  ['UNLOCK_TOP_CASE', 'LOCK_TOP_CASE'],
  ['UNLOCK_BATTERY_COMPARTMENT', 'LOCK_BATTERY_COMPARTMENT'],
  ['OPEN_TRUNK'],
  ['DRAW_ATTENTION'],
  ['REQUEST_VEHICLE_STATE'],
  ['START_LIVE_MODE', 'STOP_LIVE_MODE'],
  ['RESTART_TELEMATICS_UNIT'],
  ['SUSPEND_SIM', 'ACTIVATE_SIM'],
  ['DETACH_NETWORK'],
];

/** The groups of what the vehicle can do and the person may ask; empty groups are left out. */
export const offeredGroups = (
  capabilities: readonly CommandCapability[],
  permissions: readonly Permission[],
): readonly (readonly CommandCapability[])[] =>
  command_groups
    .map((group) => group.filter((command) => capabilities.includes(command) && allows(permissions, commandDefinition(command).permission)))
    .filter((group) => group.length > 0);

/** What is known of the vehicle when a command is about to be sent. */
export interface Situation {
  /** When the newest state was measured. */
  state_at?: string | undefined;
  speed_in_kilometers_per_hour?: number | undefined;
  ignition?: 'ON' | 'OFF' | undefined;
  offline?: boolean | undefined;
}

/** What of the newest known state speaks against the command; the server decides on the state at that moment. */
const conflictOf = (command: CommandCapability, situation: Situation): 'motion' | 'ignition' | undefined => {
  const { interlock } = commandDefinition(command);
  if (!interlock) return undefined;
  if ((situation.speed_in_kilometers_per_hour ?? 0) > 0) return 'motion';
  return interlock === 'motion_and_ignition' && situation.ignition === 'ON' ? 'ignition' : undefined;
};

/** Why the command may be refused, in words; undefined when nothing is known to speak against it. */
export const interlockWarning = (command: CommandCapability, situation: Situation, { t }: Text): string | undefined => {
  const conflict = conflictOf(command, situation);
  if (conflict === 'ignition') return t('The ignition is on. This command may be refused until it is off.');
  const speed = situation.speed_in_kilometers_per_hour ?? 0;
  return conflict && t('The vehicle is moving at {speed} km/h. This command is refused while it moves.', { speed });
};

/** What the newest state says of movement, in words: `standing, ignition off`; empty when nothing is known. */
export const situationText = ({ speed_in_kilometers_per_hour: speed, ignition }: Situation, { t }: Text): string =>
  [
    speed === undefined ? '' : speed > 0 ? t('moving at {speed} km/h', { speed }) : t('standing'),
    ignition === undefined ? '' : t(ignition === 'ON' ? 'ignition on' : 'ignition off'),
  ]
    .filter(Boolean)
    .join(', ');

/** Commands that immobilise or cut the vehicle off, and any the newest state speaks against, are confirmed first. */
export const needsConfirmation = (command: CommandCapability, situation: Situation): boolean => {
  const definition = commandDefinition(command);
  if (definition.asks_reason) return true;
  if (definition.off_by_default && command_display[command].tone !== 'neutral') return true;
  return conflictOf(command, situation) !== undefined;
};
