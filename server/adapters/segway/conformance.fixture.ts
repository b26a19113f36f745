import { createFakeVehicle } from '../../../e2e/fakes/fake-vehicle.ts';
import { createSegwayFake } from '../../../e2e/fakes/segway/fake.ts';
import { startHttpRig } from '../conformance/http-rig.fixture.ts';
import type { ConformanceDescriptor } from '../conformance/rig.fixture.ts';
import type { HttpAdapter } from '../port.ts';
import { segway_adapter } from './adapter.ts';

const unit_id = '868200000000001';
const client = { client_id: 'E00000', client_secret: 'made-up-secret' };

export const conformance: ConformanceDescriptor<HttpAdapter> = {
  adapter: segway_adapter,
  state_by: 'messages of the vendor, and questions where these fail to come',
  success_by: 'status after the answer; answer for sound and battery',
  discovery: 'observed',
  refusal: 'vendor',
  cannot_show: { told_twice: 'an HTTP request has one answer' },
  start: (model, adapter) =>
    startHttpRig({
      adapter,
      model,
      unit_id,
      createFake: (clock) =>
        createSegwayFake({
          clock,
          vehicles: [createFakeVehicle(unit_id, { updated_at: clock() })],
          ...client,
          ...(model.settings.paths !== undefined && { t60_unit_ids: [unit_id] }),
        }),
      values: { client_id: client.client_id, generation: '2' },
      secret: { field: 'client_secret', value: client.client_secret },
      settings: { vehicle_code: 'A-17' },
      refusal: { kind: 'status', status: 200, body: { code: 12, msg: 'Device busy' } },
    }),
  always: { altitude_in_meters: 24, gnss_satellites: 9, horizontal_dilution_of_precision: 0.9 },
  answers: [
    { fault: { kind: 'status', status: 200, body: { code: 7, msg: 'No such device' } }, read: 'vendor', command: 'vendor' },
    { fault: { kind: 'status', status: 200, body: { code: 0, msg: 'Failed' } }, read: 'vendor', command: 'vendor' },
    { fault: { kind: 'status', status: 200, body: { code: 0, msg: 'Success' } }, read: 'vendor' },
    { fault: { kind: 'status', status: 400 }, read: 'vendor', command: 'vendor' },
    { fault: { kind: 'status', status: 403 }, read: 'rejected', command: 'rejected' },
    { fault: { kind: 'status_after_acting', status: 200, body: {} }, command: 'unknown', acts: 1 },
    { fault: { kind: 'status_after_acting', status: 302 }, command: 'unknown', acts: 1 },
  ],
};
