/** What support must tell a caller in seconds, read from the record. Pure: the present is an argument. */

import { command_display, formatStateValue, operation_statuses, state_display, stateLabel, stateTone, type Tone } from '#lib/display.ts';
import type { CommandLogEntry } from '#lib/domain/command-schema.ts';
import { isStateProperty, type StateProperty, type StateValue, type VehicleState } from '#lib/domain/vehicle-state.ts';
import type { Text } from '#lib/messages/text.ts';
import type { VehicleRecord } from './vehicle-record.ts';

export interface Fact {
  text: string;
  tone: Tone;
  /** When it was measured. */
  at?: string;
}

const fact = <P extends StateProperty>(state: VehicleState, property: P, text: (value: StateValue<P>) => string): Fact | undefined => {
  const entry = state[property];
  if (!entry) return undefined;
  const value = entry.value as StateValue<P>;
  return { text: text(value), tone: stateTone(property, value as StateValue), at: entry.timestamp };
};

/** Locked or not; two-wheelers without a central lock answer by their top case. */
export const lockFact = (state: VehicleState, { t }: Text): Fact | undefined =>
  fact(state, 'central_lock', (value) => t(value === 'LOCKED' ? 'Locked' : 'Unlocked')) ??
  fact(state, 'top_case_lock', (value) => t(value === 'LOCKED' ? 'Top case locked' : 'Top case unlocked'));

/** Able to drive or not. */
export const drivingFact = (state: VehicleState, { t }: Text): Fact | undefined => {
  const enabled = fact(state, 'driving_enabled', (value) => t(value ? 'Driving enabled' : 'Driving disabled'));
  if (!enabled) return fact(state, 'ignition', (value) => t(value === 'ON' ? 'Ignition on' : 'Ignition off'));
  return state.ignition?.value === 'ON' && state.driving_enabled?.value ? { ...enabled, text: t('Enabled, ignition on') } : enabled;
};

/** Energy and, when known, range: `83 % · 120 km`. */
export const energyFact = (state: VehicleState, text: Text): Fact | undefined => {
  const range = fact(state, 'remaining_range_in_kilometers', (value) => formatStateValue('remaining_range_in_kilometers', value, text));
  const energy = fact(state, 'state_of_charge_or_fuel_level_in_percent', (value) =>
    formatStateValue('state_of_charge_or_fuel_level_in_percent', value, text),
  );
  if (!energy) return range;
  const charging = state.charging_status?.value === 'CHARGING' ? [text.t('charging')] : [];
  return { ...energy, text: [energy.text, ...(range ? [range.text] : []), ...charging].join(' · ') };
};

export interface Trouble {
  key: string;
  text: string;
  tone: Tone;
  at?: string;
}

const warningTroubles = (state: VehicleState, text: Text): Trouble[] =>
  Object.entries(state).flatMap(([property, entry]) => {
    if (!isStateProperty(property) || state_display[property].group !== 'Warnings') return [];
    const value = entry.value as StateValue;
    const tone = stateTone(property, value);
    if (tone !== 'danger' && tone !== 'warning') return [];
    return [
      { key: property, text: `${text.t(stateLabel(property))}: ${formatStateValue(property, value, text)}`, tone, at: entry.timestamp },
    ];
  });

const energyTrouble = (state: VehicleState, text: Text): Trouble[] => {
  const energy = energyFact(state, text);
  if (!energy || (energy.tone !== 'danger' && energy.tone !== 'warning') || state.charging_status?.value === 'CHARGING') return [];
  return [
    {
      key: 'energy',
      text: text.t('Low energy: {energy}', { energy: energy.text }),
      tone: energy.tone,
      ...(energy.at && { at: energy.at }),
    },
  ];
};

const unknownCommands = (commands: readonly CommandLogEntry[], { t }: Text): Trouble[] =>
  commands
    .filter((entry) => entry.status === 'UNKNOWN')
    .slice(0, 3)
    .map((entry) => ({
      key: entry.id,
      text: t('Outcome unknown: {command}', { command: t(command_display[entry.command].verb) }),
      tone: 'warning',
      at: entry.requested_at,
    }));

const outOfService = ({ operation_status }: VehicleRecord['vehicle'], { t }: Text): Trouble[] => {
  if (operation_status.value === 'OPERATING') return [];
  const { label, tone } = operation_statuses[operation_status.value];
  return [{ key: 'operation_status', text: t('Out of service: {status}', { status: t(label) }), tone, at: operation_status.modified_at }];
};

const urgency = (trouble: Trouble): number => (trouble.tone === 'danger' ? 0 : trouble.tone === 'warning' ? 1 : 2);

/** What is wrong, most urgent first; empty when nothing is known to be. */
export const troublesOf = ({ vehicle, state, commands }: VehicleRecord, text: Text): Trouble[] => {
  const offline: Trouble[] =
    vehicle.life_status.value === 'OFFLINE'
      ? [
          {
            key: 'offline',
            text: text.t(vehicle.last_contact_at ? 'Offline' : 'Never in contact'),
            tone: 'offline',
            at: vehicle.last_contact_at ?? vehicle.life_status.modified_at,
          },
        ]
      : [];
  return [
    ...outOfService(vehicle, text),
    ...warningTroubles(state, text),
    ...unknownCommands(commands, text),
    ...energyTrouble(state, text),
    ...offline,
  ].sort((a, b) => urgency(a) - urgency(b));
};
