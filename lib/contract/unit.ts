import { z } from 'zod';
import { Capabilities } from '#lib/domain/capability-schema.ts';
import { NewTelematicsUnit, Vehicle } from '#lib/domain/vehicle.ts';
import { CredentialsCheck } from './credentials.ts';
import { operation, vehicle_path } from './define.ts';
import { routes } from './routes.ts';

export const TelematicsUnit = Vehicle.shape.telematics_unit.extend({ credentials_id: z.string().optional() });
export type TelematicsUnit = z.infer<typeof TelematicsUnit>;

export const unit_operations = {
  getTelematicsUnit: operation({
    ...routes.getTelematicsUnit,
    summary: 'Read the telematics unit of a vehicle',
    area: 'Vehicles',
    permission: 'vehicles.ro',
    params: vehicle_path,
    output: TelematicsUnit,
    revisioned: true,
    ours: true,
  }),
  changeUnit: operation({
    ...routes.changeUnit,
    summary: 'Exchange the telematics unit of a vehicle',
    area: 'Lifecycle',
    permission: 'vehicle-lifecycle',
    params: vehicle_path,
    body: NewTelematicsUnit,
    output: Vehicle,
    revisioned: true,
    ours: true,
  }),
  checkUnitPassword: operation({
    ...routes.checkUnitPassword,
    summary: 'Ask a unit whether it has the stored password',
    area: 'Lifecycle',
    permission: 'vehicle-lifecycle',
    params: vehicle_path,
    output: CredentialsCheck.omit({ units_visible: true }),
    ours: true,
  }),
  getCapabilities: operation({
    ...routes.getCapabilities,
    summary: 'Read what a vehicle can do and report',
    area: 'Vehicles',
    permission: 'vehicles.ro',
    params: vehicle_path,
    output: Capabilities,
    revisioned: true,
    ours: true,
  }),
};
