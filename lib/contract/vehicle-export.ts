import { z } from 'zod';
import { operation, text_in_parts } from './define.ts';
import { routes } from './routes.ts';
import { FleetPageQuery } from './saved-views.ts';

export const vehicle_export_operations = {
  exportVehicles: operation({
    ...routes.exportVehicles,
    summary: 'Export vehicles with their latest state as CSV',
    area: 'Vehicles',
    permission: 'vehicles.ro',
    query: z.strictObject({ query: FleetPageQuery.default('') }),
    output: text_in_parts,
    media: 'text/csv',
    ours: true,
  }),
};
