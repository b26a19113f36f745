import type { sharing_operations } from '../sharing.ts';
import type { ExamplesOf } from './example-type.ts';
import { vehicle, vehicle_id } from './example-vehicle.ts';

const params = { vehicle_id };
const partner = { fleet_id: 'H4RB0', name: 'Harbour scooters' };
const ends_at = '2030-07-01T06:00:00.000Z';
const sharing = { owner: { fleet_id: vehicle.fleet_id, name: 'City mopeds' }, partner, starts_at: '2030-06-10T06:13:20.000Z', ends_at };

export const sharing_examples: ExamplesOf<keyof typeof sharing_operations> = {
  shareVehicle: { params, body: { fleet_id: partner.fleet_id, ends_at }, output: { ...vehicle, sharing } },
  changeSharing: { params, body: { ends_at }, output: { ...vehicle, sharing } },
  endSharing: { params },
  listSharingPartners: { output: { items: [partner] } },
};
