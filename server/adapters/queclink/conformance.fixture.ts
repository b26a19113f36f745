import { createQueclinkUnit } from '../../../e2e/fakes/queclink/unit.ts';
import type { ConformanceDescriptor } from '../conformance/rig.fixture.ts';
import { socket_timeouts } from '../conformance/socket-rig.fixture.ts';
import type { SocketAdapter } from '../port.ts';
import { rig_password, startTrackRig } from '../track-ascii/track-rig.fixture.ts';
import { createQueclinkAdapter } from './adapter.ts';
import { QueclinkSettings } from './settings.ts';

export const conformance: ConformanceDescriptor<SocketAdapter> = {
  adapter: createQueclinkAdapter(socket_timeouts),
  state_by: 'reports on the unit’s own connection',
  success_by: 'report that shows the outputs; acknowledgement for pulses',
  discovery: 'observed',
  cannot_show: { refused: 'a unit that does not act keeps silent; no refusal is documented' },
  start: (model, adapter) => {
    const { template, wiring: relay, central_lock } = QueclinkSettings.parse(model.settings);
    const locks = central_lock && { unlock_output: central_lock.unlock.output, lock_output: central_lock.lock.output };
    const wiring = { ...(relay && { relay }), ...locks };
    return startTrackRig({
      adapter,
      model,
      electric: false,
      createUnit: (place) => createQueclinkUnit({ ...place, password: rig_password, template, wiring }),
      messagesOf: (unit) => [unit.state.ignition ? 'GTIGN' : 'GTIGF', 'GTFRI'],
    });
  },
  always: { altitude_in_meters: 43, telematics_unit_battery_in_percent: 80, horizontal_dilution_of_precision: 1 },
  // The report of the ignition tells place, speed, mileage and ignition as well.
  redundant: [
    'position',
    'heading_in_degrees',
    'altitude_in_meters',
    'speed_in_kilometers_per_hour',
    'mileage_in_kilometers',
    'ignition',
    'horizontal_dilution_of_precision',
  ],
};
