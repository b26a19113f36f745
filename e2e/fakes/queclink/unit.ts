/** A Queclink GV300 in a car: a relay that stops the engine on output 1, the wires of the central lock on outputs 2 and 3 (TRACGV200AN003 and its relatives). */
import type { Command, Moment, Reaction, UnitDialect, UnitState } from '../track-ascii/dialect.ts';
import { createTrackUnit, type TrackUnit, type TrackUnitOptions } from '../track-ascii/unit.ts';
import { writeTime } from '../track-ascii/wire.ts';

/** What the outputs do. Absent: nothing is wired. */
export interface QueclinkWiring {
  /** Output of the relay, and what it does when it is on. */
  relay?: { output: number; active_means: 'driving_disabled' | 'driving_enabled' };
  unlock_output?: number;
  lock_output?: number;
}
export type QueclinkTemplate = 'gv200' | 'gv300' | 'gmt100';

const state_codes = (state: UnitState): string => (state.ignition ? (state.speed > 0 ? '22' : '21') : state.speed > 0 ? '12' : '11');
const hex = (mask: number): string => mask.toString(16).toUpperCase().padStart(2, '0');

const pointOf = (state: UnitState, { at_ms }: Moment): string[] => [
  ...[state.satellites > 0 ? '1' : '0', state.speed.toFixed(1), String(Math.round(state.heading) % 360), '43.0'],
  ...[state.lon.toFixed(6), state.lat.toFixed(6), writeTime(at_ms), '0748', '0007', '04E9', '6141', '00'],
];

const hour_meter = '00123:45:06';

/** After the hour meter. */
const tails: Record<QueclinkTemplate, (state: UnitState, outputs: number) => string[]> = {
  gv200: (_, outputs) => ['', '', '', '00', hex(outputs), '', ''],
  gv300: (state, outputs) => ['', '', '80', `${state_codes(state)}00${hex(outputs)}`, '', '', ''],
  gmt100: (state, outputs) => ['', '80', `${state_codes(state)}00${hex(outputs)}`, '', '', '', ''],
};
const output_count: Record<QueclinkTemplate, number> = { gv200: 4, gv300: 4, gmt100: 2 };
const output_fields: Record<QueclinkTemplate, number> = { gv200: 17, gv300: 17, gmt100: 14 };

const readOutputs = (fields: string[], count: number) =>
  Array.from({ length: count }, (_, index) => ({
    output: index + 1,
    on: fields[index * 3] === '1',
    pulses: Number(fields[index * 3 + 1]) > 0 && Number(fields[index * 3 + 2]) > 0,
  }));

const createDialect = (wiring: QueclinkWiring, template: QueclinkTemplate): UnitDialect => {
  const { relay } = wiring;
  /** Outputs that are not the relay, which follows the vehicle. */
  let others = 0;
  const relayBit = (state: UnitState): number =>
    relay && state.driving_enabled === (relay.active_means === 'driving_enabled') ? 1 << (relay.output - 1) : 0;

  const setOutputs = ({ fields }: Command): Reaction | undefined => {
    if (fields.length !== output_fields[template]) return undefined;
    const outputs = readOutputs(fields, output_count[template]);
    const effect: Partial<UnitState> = {};
    others = 0;
    for (const { output, on, pulses } of outputs) {
      if (output === relay?.output) effect.driving_enabled = on === (relay.active_means === 'driving_enabled');
      else if (on) others |= 1 << (output - 1);
      if (pulses && output === wiring.unlock_output) effect.locked = false;
      if (pulses && output === wiring.lock_output) Object.assign(effect, { locked: true, doors_open: false });
    }
    return { effect };
  };

  const orders: Record<string, Reaction> = {
    '1': { sub_command: 'RTL', report: 'GTRTL' },
    '3': { sub_command: 'REBOOT', reboots: true },
    '8': { sub_command: 'VER' },
  };

  return {
    protocol_version: '060228',
    device_name: template,
    greeting: undefined,
    ack_reserved: 0,
    content: (message, state, moment) => {
      const [point, mileage] = [pointOf(state, moment), (state.odometer_m / 1000).toFixed(1)];
      if (message === 'GTIGN' || message === 'GTIGF') return ['600', ...point, hour_meter, mileage];
      const head = [String(Math.round(state.voltage * 1000)), '10', '1'];
      return [...head, ...point, mileage, hour_meter, ...tails[template](state, relayBit(state) | others)];
    },
    react: (command) => {
      if (command.message === 'GTOUT') return setOutputs(command);
      if (command.message === 'GTRTO') return command.fields.length === 7 ? orders[command.fields[0] ?? ''] : undefined;
      if (command.message === 'GTCFG') return { new_password: command.fields[0] ?? '' };
      return undefined;
    },
  };
};

export const createQueclinkUnit = ({
  wiring = {},
  template = 'gv300',
  ...options
}: TrackUnitOptions & { wiring?: QueclinkWiring; template?: QueclinkTemplate }): TrackUnit =>
  createTrackUnit(createDialect(wiring, template), options);
