/**
 * The commands that can be asked of a vehicle.
 * `proof` is the state that shows the effect: a value measured after the command was sent settles it (rule 2.3.5 of the telematics design).
 * A command without a readable effect has none and succeeds only by the unit's or vendor's answer.
 */
import type { Permission } from './access.ts';
import type { StateProperty, StateValue } from './vehicle-state.ts';

export interface CommandDefinition {
  /** Path segment of the API. */
  name: string;
  permission: Permission;
  proof?: { [P in StateProperty]?: StateValue<P> };
  /** Refused while the vehicle moves; `ignition` also refuses while the ignition is on. */
  interlock?: 'motion' | 'motion_and_ignition';
  /** The screens ask for a reason. */
  asks_reason?: true;
  /** Reads only: a lost answer is `no-connection`, never an unknown outcome. */
  harmless?: true;
  /** Offered only when the fleet setting `extra_commands` lists it. */
  off_by_default?: true;
}

const command = (name: string, definition: Omit<CommandDefinition, 'name' | 'permission'> & { permission?: Permission } = {}) =>
  ({ permission: 'vehicle-commands', ...definition, name }) as CommandDefinition;

export const commands = {
  REQUEST_VEHICLE_STATE: command('request-vehicle-state', { harmless: true }),
  ENABLE_DRIVING: command('enable-driving', { proof: { driving_enabled: true } }),
  DISABLE_DRIVING: command('disable-driving', { proof: { driving_enabled: false }, interlock: 'motion_and_ignition', asks_reason: true }),
  UNLOCK_CENTRAL_LOCK: command('unlock-central-lock', { proof: { central_lock: 'UNLOCKED' } }),
  LOCK_CENTRAL_LOCK: command('lock-central-lock', { proof: { central_lock: 'LOCKED' }, interlock: 'motion' }),
  UNLOCK_AND_ENABLE_DRIVING: command('unlock-and-enable-driving', { proof: { central_lock: 'UNLOCKED', driving_enabled: true } }),
  LOCK_AND_DISABLE_DRIVING: command('lock-and-disable-driving', {
    proof: { central_lock: 'LOCKED', driving_enabled: false },
    interlock: 'motion_and_ignition',
    asks_reason: true,
  }),
  UNLOCK_TOP_CASE: command('unlock-top-case', { proof: { top_case_lock: 'UNLOCKED' } }),
  LOCK_TOP_CASE: command('lock-top-case', { proof: { top_case_lock: 'LOCKED' }, interlock: 'motion' }),
  DRAW_ATTENTION: command('draw-attention'),
  UNLOCK_BATTERY_COMPARTMENT: command('unlock-battery-compartment', { proof: { battery_compartment_lock: 'UNLOCKED' } }),
  LOCK_BATTERY_COMPARTMENT: command('lock-battery-compartment', {
    proof: { battery_compartment_lock: 'LOCKED' },
    interlock: 'motion',
    off_by_default: true,
  }),
  OPEN_TRUNK: command('open-trunk', { proof: { trunk_status: 'OPEN' }, off_by_default: true }),
  START_LIVE_MODE: command('start-live-mode', { off_by_default: true }),
  STOP_LIVE_MODE: command('stop-live-mode', { off_by_default: true }),
  RESTART_TELEMATICS_UNIT: command('restart-telematics-unit', { off_by_default: true }),
  SUSPEND_SIM: command('suspend-sim', { permission: 'connectivity-commands', off_by_default: true }),
  ACTIVATE_SIM: command('activate-sim', { permission: 'connectivity-commands', off_by_default: true }),
  DETACH_NETWORK: command('detach-network', { permission: 'connectivity-commands', off_by_default: true }),
} as const satisfies Record<string, CommandDefinition>;

export type CommandCapability = keyof typeof commands;

export const isCommandCapability = (name: unknown): name is CommandCapability => typeof name === 'string' && Object.hasOwn(commands, name);

export const commandByName = (name: string): CommandCapability | undefined =>
  (Object.keys(commands) as CommandCapability[]).find((capability) => commands[capability].name === name);

export const commandDefinition = (capability: CommandCapability): CommandDefinition => commands[capability];

export const command_status_names = [
  'REQUESTED',
  'DISPATCHING',
  'ACCEPTED',
  'SUCCEEDED',
  'FAILED',
  'UNKNOWN',
  'REJECTED',
  'EXPIRED',
] as const;
export type CommandStatus = (typeof command_status_names)[number];

export const isCommandStatus = (name: unknown): name is CommandStatus => (command_status_names as readonly unknown[]).includes(name);

/** Statuses in which the vehicle is busy with the command. */
export const open_command_statuses = ['REQUESTED', 'DISPATCHING', 'ACCEPTED'] as const satisfies CommandStatus[];
