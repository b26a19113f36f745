import type { SavedView, saved_view_operations } from '../saved-views.ts';
import type { vehicle_export_operations } from '../vehicle-export.ts';
import type { ExamplesOf } from './example-type.ts';
import { reported_at, vehicle_id } from './example-vehicle.ts';

const view: SavedView = {
  id: '01JA0C6P3VX9T2K8M5QRWZ7NBD',
  name: 'Low at the airport',
  query: 'energy=below-15&tag=airport&cols=plate,energy,range&sort=energy',
  shared: true,
  is_default: false,
  own: true,
  owner: { id: '01J9ZJ5M8N3QRS7TVWXY2Z4ABC', name: 'Rosa Ferreira' },
  created_at: reported_at,
  modified_at: reported_at,
};
const { name, query, shared } = view;
const params = { view_id: view.id };

export const saved_view_examples: ExamplesOf<keyof typeof saved_view_operations | keyof typeof vehicle_export_operations> = {
  exportVehicles: {
    query: { query: 'energy=below-15&cols=plate,energy,range' },
    output: `id,license_plate,energy_in_percent,charging_status,range_in_kilometers\r\n${vehicle_id},SBA 1234,12,NOT_CHARGING,31\r\n`,
  },
  listSavedViews: { output: { items: [view] } },
  createSavedView: { body: { name, query, shared }, output: view },
  updateSavedView: { params, body: { is_default: true }, output: { ...view, is_default: true } },
  deleteSavedView: { params },
};
