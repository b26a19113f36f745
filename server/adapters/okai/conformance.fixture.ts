import { createOkaiUnit } from '../../../e2e/fakes/okai/unit.ts';
import type { ConformanceDescriptor } from '../conformance/rig.fixture.ts';
import { socket_timeouts } from '../conformance/socket-rig.fixture.ts';
import type { SocketAdapter } from '../port.ts';
import { rig_password, startTrackRig } from '../track-ascii/track-rig.fixture.ts';
import { createOkaiAdapter } from './adapter.ts';

export const conformance: ConformanceDescriptor<SocketAdapter> = {
  adapter: createOkaiAdapter(socket_timeouts),
  state_by: 'reports on the unit’s own connection',
  success_by: 'event of the unit; acknowledgement for sound and battery',
  discovery: 'observed',
  refusal: 'state',
  // The unit says itself whether the lock moved.
  answer_is_evidence: true,
  start: (model, adapter) =>
    startTrackRig({
      adapter,
      model,
      electric: true,
      createUnit: (place) => createOkaiUnit({ ...place, password: rig_password }),
      messagesOf: () => ['GTFRI'],
      more_faults: {
        refused: (unit) => {
          unit.faults = { jammed: true };
        },
      },
    }),
  always: {
    altitude_in_meters: 43,
    telematics_unit_battery_in_percent: 87,
    cellular_signal_quality: 4,
    horizontal_dilution_of_precision: 1,
  },
  rows: {
    headlights_status: [
      [{ speed: 5 }, 'ON'],
      [{ speed: 0 }, 'OFF'],
    ],
  },
};
