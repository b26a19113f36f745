import { createCloudboxxFake } from '../../../e2e/fakes/cloudboxx/fake.ts';
import { createFakeVehicle } from '../../../e2e/fakes/fake-vehicle.ts';
import { startHttpRig } from '../conformance/http-rig.fixture.ts';
import type { ConformanceDescriptor } from '../conformance/rig.fixture.ts';
import type { HttpAdapter } from '../port.ts';
import { cloudboxx_adapter } from './adapter.ts';

const unit_id = '0123456789ABCDEF';
const api_key = 'made-up-key-for-tests';

export const conformance: ConformanceDescriptor<HttpAdapter> = {
  adapter: cloudboxx_adapter,
  state_by: 'questions to the vendor',
  success_by: 'answer of the car',
  discovery: 'list',
  refusal: 'unit',
  answer_is_evidence: true,
  cannot_show: { told_twice: 'an HTTP request has one answer' },
  start: (model, adapter) =>
    startHttpRig({
      adapter,
      model,
      unit_id,
      createFake: (clock) =>
        createCloudboxxFake({ clock, vehicles: [createFakeVehicle(unit_id, { updated_at: clock() })], api_keys: [api_key] }),
      values: {},
      secret: { field: 'api_key', value: api_key },
      refusal: { kind: 'status', status: 503, body: { error: 'device is Busy' } },
    }),
  always: { fuel_card_status: 'IN_HOLDER', windows_status: 'CLOSED', horizontal_dilution_of_precision: 0.9 },
  // Told by the slow or the quick connector.
  redundant: ['charging_status'],
  answers: [
    { fault: { kind: 'status', status: 403 }, read: 'rejected', command: 'rejected' },
    { fault: { kind: 'status', status: 404 }, read: 'setup', command: 'setup' },
    { fault: { kind: 'status', status: 408 }, read: 'offline' },
    { fault: { kind: 'status', status: 504 }, read: 'offline' },
    { fault: { kind: 'status', status: 422 }, read: 'unit', command: 'unit' },
    { fault: { kind: 'status', status: 204 }, read: 'vendor' },
    { fault: { kind: 'status', status: 503, body: { error: 'device is Busy' } }, command: 'unit' },
    { fault: { kind: 'status', status: 500, body: { error: 'incomplete request' } }, command: 'unit' },
    { fault: { kind: 'status_after_acting', status: 408 }, command: 'unknown', acts: 1 },
    { fault: { kind: 'status_after_acting', status: 504 }, command: 'unknown', acts: 1 },
    { fault: { kind: 'status_after_acting', status: 202 }, command: 'unknown', acts: 1 },
  ],
};
