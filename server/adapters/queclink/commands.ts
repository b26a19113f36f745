import type { CommandCapability } from '#lib/domain/command.ts';
import { AdapterFailure } from '../port.ts';
import type { TrackCommand } from '../track-ascii/command-text.ts';
import type { CommandPlan } from '../track-ascii/dialect.ts';
import type { TrackReport } from '../track-ascii/message.ts';
import { isOutputOn, type Pulse } from '../wiring.ts';
import type { UnitProfile } from './settings.ts';

/** Outputs as the unit reports them, bit 0 being output 1. */
export interface KnownOutputs {
  /** undefined: not reported since the unit connected, or since an order that it has not acknowledged. */
  now(): number | undefined;
  /** undefined: this report does not show them. */
  in(report: TrackReport): number | undefined;
  /** They are as they were ordered; undefined: nobody knows until the next report. */
  set(outputs: number | undefined): void;
}

export interface OutputOrder {
  state: 0 | 1;
  /** Length of a pulse, in tenths of a second; 0: for good. */
  duration_tenths: number;
  toggles: number;
}

/** `AT+GTRTO=<pwd>,<sub>,,,,,,<serial>$`: 1 asks for the position now. */
export const realTimeOrder = (order: string): TrackCommand => ({ message: 'GTRTO', parameters: [order, '', '', '', '', ''] });
export const position_request = realTimeOrder('1');

/** Every output is stated in every command. */
export const outputCommand = (orders: readonly OutputOrder[], behind: readonly string[]): TrackCommand => {
  const stated = orders.flatMap(({ state, duration_tenths, toggles }) => [state, duration_tenths, toggles].map(String));
  return { message: 'GTOUT', parameters: [...stated, ...behind] };
};

type Changes = { switched?: { output: number; on: boolean }; pulses: Pulse[] };

const pulseOrder = ({ on_ms, repeats }: Pulse): OutputOrder => ({
  state: 0,
  duration_tenths: Math.max(1, Math.round(on_ms / 100)),
  toggles: repeats,
});

/** What the command does to the outputs; undefined: nothing is wired for it. */
const changesOf = (capability: CommandCapability, { settings }: UnitProfile): Changes | undefined => {
  const { wiring, central_lock, battery_compartment, draw_attention } = settings;
  const driving = (enable: boolean) => wiring && { switched: { output: wiring.output, on: isOutputOn(enable, wiring) }, pulses: [] };
  const pulse = (one: Pulse | undefined) => one && { pulses: [one] };
  const both = (enable: boolean, lock: Pulse | undefined) => {
    const switching = driving(enable);
    return switching && lock && { ...switching, pulses: [lock] };
  };
  switch (capability) {
    case 'ENABLE_DRIVING':
    case 'DISABLE_DRIVING':
      return driving(capability === 'ENABLE_DRIVING');
    case 'UNLOCK_CENTRAL_LOCK':
      return pulse(central_lock?.unlock);
    case 'LOCK_CENTRAL_LOCK':
      return pulse(central_lock?.lock);
    case 'UNLOCK_AND_ENABLE_DRIVING':
      return both(true, central_lock?.unlock);
    case 'LOCK_AND_DISABLE_DRIVING':
      return both(false, central_lock?.lock);
    case 'UNLOCK_BATTERY_COMPARTMENT':
      return pulse(battery_compartment);
    case 'DRAW_ATTENTION':
      return pulse(draw_attention);
    default:
      return undefined;
  }
};

/** Only a report that came after the acknowledgement can show what the command did. */
const byPosition = ({ message }: TrackReport, acknowledged: boolean) =>
  acknowledged && (message === 'GTRTL' || message === 'GTFRI') ? ('done' as const) : undefined;

/** undefined: this installation has no such command. Throws `AdapterFailure` state when the outputs to be left alone are not known. */
export const planCommand = (capability: CommandCapability, profile: UnitProfile, known_outputs: KnownOutputs): CommandPlan | undefined => {
  if (capability === 'REQUEST_VEHICLE_STATE') return { compose: () => position_request, reads: true, judge: byPosition };
  const changes = changesOf(capability, profile);
  if (!changes) return undefined;
  const { outputs, behind } = profile.template.output_command;
  // An output that the unit does not have.
  if (Math.max(changes.switched?.output ?? 0, ...changes.pulses.map(({ output }) => output)) > outputs) return undefined;
  const known = known_outputs.now();
  if (known === undefined) throw new AdapterFailure('state', 'The unit has not reported its outputs since it connected');
  const orders = Array.from({ length: outputs }, (_, index): OutputOrder => {
    const output = index + 1;
    const pulse = changes.pulses.find((entry) => entry.output === output);
    if (pulse) return pulseOrder(pulse);
    const on = changes.switched?.output === output ? changes.switched.on : ((known >> index) & 1) === 1;
    return { state: on ? 1 : 0, duration_tenths: 0, toggles: 0 };
  });
  const command = outputCommand(orders, behind);
  const ordered = orders.reduce((mask, { state }, index) => mask | (state << index), 0);
  // The next order repeats what it leaves alone: what this one changed counts from its acknowledgement on, before any report shows it.
  const memory = { onSent: () => known_outputs.set(undefined), onAcknowledged: () => known_outputs.set(ordered) };
  const { switched } = changes;
  if (!switched) return { compose: () => command, ...memory };
  const bit = switched.output - 1;
  return {
    compose: () => command,
    ...memory,
    follow_up: position_request,
    judge: (report, acknowledged) => {
      const shown = known_outputs.in(report);
      return acknowledged && shown !== undefined && ((shown >> bit) & 1) === Number(switched.on) ? 'done' : undefined;
    },
  };
};
