import { createTeltonikaUnit } from '../../../e2e/fakes/teltonika/unit.ts';
import { recordOf } from '../../../e2e/fakes/teltonika/unit-state.ts';
import type { ConformanceDescriptor } from '../conformance/rig.fixture.ts';
import { late_answer_ms, socket_timeouts, startSocketRig } from '../conformance/socket-rig.fixture.ts';
import { claimedProperties } from '../conformance/state-rows.fixture.ts';
import { wait } from '../conformance/wait.fixture.ts';
import type { SocketAdapter } from '../port.ts';
import { createTeltonikaAdapter } from './adapter.ts';
import { TeltonikaSettings } from './settings.ts';

const no_fix = 'fix';

export const conformance: ConformanceDescriptor<SocketAdapter> = {
  adapter: createTeltonikaAdapter(socket_timeouts),
  state_by: 'records on the unit’s own connection',
  success_by: 'record made after the command; answer for doors, lights and pulses without a record',
  discovery: 'observed',
  refusal: 'unit',
  start: (model, adapter) => {
    const { wiring } = TeltonikaSettings.parse(model.settings);
    const claimed = claimedProperties(model);
    return startSocketRig({
      adapter,
      model,
      electric: claimed.includes('charging_status'),
      knows_locks: claimed.includes('central_lock'),
      createUnit: (place) => createTeltonikaUnit({ ...place, ...(wiring && { wiring }) }),
      report: async (unit) => {
        unit.record();
        await wait(() => unit.stats.buffered === 0);
      },
      parts: (unit) => [no_fix, ...recordOf(unit.state, wiring, Date.now()).elements.map(({ id }) => String(id))],
      leaveOut: (unit, part) => {
        unit.state.satellites = part === no_fix ? 0 : 11;
        unit.faults = part === undefined || part === no_fix ? {} : { without_element: Number(part) };
      },
      isReading: (text) => text === 'getrecord',
      faults: {
        ignored: (unit) => {
          unit.faults = { silent: true };
        },
        unanswered: (unit) => {
          unit.faults = { mute: true };
        },
        late: (unit) => {
          unit.faults = { answer_after_ms: late_answer_ms };
        },
        cut_off: (unit) => {
          unit.faults = { hangs_up: true };
        },
        refused: (unit) => {
          unit.faults = { refuse: 'CAN-CONTROL Not connected!' };
        },
        pretended: (unit) => {
          unit.faults = { pretend: true };
        },
        told_twice: (unit) => {
          unit.faults = { double_answer: true };
        },
      },
    });
  },
  always: {
    altitude_in_meters: 43,
    telematics_unit_battery_in_percent: 96,
    cellular_signal_quality: 4,
    gnss_satellites: 11,
    horizontal_dilution_of_precision: 0.9,
    trunk_status: 'CLOSED',
    hood_status: 'CLOSED',
    door_front_right_status: 'CLOSED',
    door_rear_left_status: 'CLOSED',
    door_rear_right_status: 'CLOSED',
  },
  // Speed is in the record and in the CAN bus's element; the number of satellites is always told.
  redundant: ['speed_in_kilometers_per_hour', 'gnss_satellites'],
};
