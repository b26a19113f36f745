import type { unit_operations } from '../unit.ts';
import type { ExamplesOf } from './example-type.ts';
import { credentials_id, example_brand, example_model, reported_at, vehicle, vehicle_id } from './example-vehicle.ts';

const params = { vehicle_id };
const { brand } = example_brand;
const id = '4D6F746F72706F32';

export const unit_examples: ExamplesOf<keyof typeof unit_operations> = {
  getTelematicsUnit: { params, output: { ...vehicle.telematics_unit, credentials_id } },
  changeUnit: {
    params,
    body: { id, brand, setup: { vehicle_model_id: example_model.id }, authentication: { credentials_id } },
    output: { ...vehicle, telematics_unit: { ...vehicle.telematics_unit, id, attached_at: reported_at } },
  },
  checkUnitPassword: { params, output: { status: 'UNTESTED', detail: 'The unit is not connected. Ask again when it is.' } },
  getCapabilities: { params, output: vehicle.capabilities },
};
