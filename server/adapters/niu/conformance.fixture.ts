import { createFakeVehicle } from '../../../e2e/fakes/fake-vehicle.ts';
import { createNiuFake } from '../../../e2e/fakes/niu/fake.ts';
import { startHttpRig } from '../conformance/http-rig.fixture.ts';
import type { ConformanceDescriptor } from '../conformance/rig.fixture.ts';
import type { HttpAdapter } from '../port.ts';
import { niu_adapter } from './adapter.ts';

const unit_id = 'NBSG4C7B40647G5M';
const client = { client_id: 'fleet', client_secret: 'made-up-secret' };

export const conformance: ConformanceDescriptor<HttpAdapter> = {
  adapter: niu_adapter,
  state_by: 'questions to the vendor',
  success_by: 'state after the answer; answer for sound and battery',
  discovery: 'list',
  refusal: 'state',
  cannot_show: { told_twice: 'an HTTP request has one answer' },
  start: (model, adapter) =>
    startHttpRig({
      adapter,
      model,
      unit_id,
      createFake: (clock) => createNiuFake({ clock, vehicles: [createFakeVehicle(unit_id, { updated_at: clock() })], ...client }),
      values: { client_id: client.client_id },
      secret: { field: 'client_secret', value: client.client_secret },
      refusal: { kind: 'status', status: 409 },
    }),
  always: { telematics_unit_battery_in_percent: 100, cellular_signal_quality: 3, top_case_lid: 'CLOSED' },
  answers: [
    { fault: { kind: 'status', status: 200, body: { status: 1200, desc: 'offline' } }, read: 'vendor', command: 'vendor' },
    { fault: { kind: 'status', status: 403 }, read: 'rejected', command: 'rejected' },
    { fault: { kind: 'status', status: 404 }, read: 'setup', command: 'setup' },
    { fault: { kind: 'status', status: 504 }, read: 'offline' },
    { fault: { kind: 'status_after_acting', status: 504 }, command: 'unknown', acts: 1 },
    { fault: { kind: 'status_after_acting', status: 307 }, command: 'unknown', acts: 1 },
  ],
};
