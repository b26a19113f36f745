/** An OKAI scooter (public field dictionary of ES200/300/400). */
import type { Command, Moment, Reaction, UnitDialect, UnitState } from '../track-ascii/dialect.ts';
import { createTrackUnit, type TrackUnit, type TrackUnitOptions } from '../track-ascii/unit.ts';
import { writeTime } from '../track-ascii/wire.ts';

const ecuInfo = ({ speed, odometer_m, range_km = 0, charging = false }: UnitState): string =>
  [
    ...[speed.toFixed(1), '0.00', range_km.toFixed(2), (odometer_m / 1000).toFixed(2), speed > 0 ? 1 : 0, 1, 0],
    ...[
      '0000000D0000000D011A0000',
      '000000D10500000000060000',
      '00000000',
      charging ? 1 : 0,
      '02641C1B1A1AFFFFFF7D',
      1,
      1,
      '00000000000000',
    ],
  ].join('&');

const gnss = (state: UnitState, { at_ms }: Moment): string[] =>
  state.satellites === 0
    ? ['', '', '', '', '', '', '']
    : [
        ...['1', state.speed.toFixed(1), String(Math.round(state.heading) % 360), '43.0'],
        ...[state.lon.toFixed(6), state.lat.toFixed(6), writeTime(at_ms)],
      ];

/** Fields 4 to 34 of the common report. */
const content = (_message: string, state: UnitState, moment: Moment): string[] => [
  ...['', '', '', '', '0', '0000000000000000000'],
  ...gnss(state, moment),
  ...['', '0748', '0007', '04E9', '08C41A65', '26&99', '2', state.speed > 0 ? '42' : '41', '1'],
  ...[String(Math.round(state.voltage * 1000)), '4022', '87', '0', '', state.driving_enabled ? '0' : '1', ''],
  ...[ecuInfo(state), String(Math.round(state.battery_percent ?? 0))],
];

const lock_events = {
  unlock: { done: 'GTULS', failed: 'GTULF', waits_for_standstill: false },
  lock: { done: 'GTLOC', failed: 'GTLOF', waits_for_standstill: true },
};

const orders: Record<string, Reaction> = {
  '1': { report: 'GTRTL' },
  F: { effect: { driving_enabled: true }, event: lock_events.unlock },
  '10': { effect: { driving_enabled: false }, event: lock_events.lock },
  '13': { effect: {} },
  '14': { effect: {} },
};

/** `<sub>,,<parameter>,<taskId>,<config>,<send UTC>,<expire s>,,<serial>`: one that came too late is not carried out. */
const reactToOrder = ({ fields }: Command, { at_ms }: Moment): Reaction | undefined => {
  const [sub_command = '', , , , , sent = '', expires_s = ''] = fields;
  const reaction = orders[sub_command];
  const too_late = writeTime(at_ms - Number(expires_s) * 1000) > sent;
  return fields.length === 9 && reaction && !too_late ? { ...reaction, sub_command } : undefined;
};

const dialect: UnitDialect = {
  protocol_version: 'OK043A',
  device_name: 'zk200',
  greeting: 'GTNCN',
  ack_reserved: 1,
  content,
  react: (command, _state, moment) => {
    if (command.message === 'GTRTO') return reactToOrder(command, moment);
    return command.message === 'GTALM' ? { effect: {} } : undefined;
  },
};

export const createOkaiUnit = (options: TrackUnitOptions): TrackUnit => createTrackUnit(dialect, options);
