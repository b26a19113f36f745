import type { access_operations } from '../access.ts';
import type { ApiClient, api_client_operations } from '../api-clients.ts';
import type { ExamplesOf } from './example-type.ts';
import { added_at, fleet_id, initiated_by, reported_at } from './example-vehicle.ts';

const params = { client_id: initiated_by.id };
const { name } = initiated_by;
const permissions: ApiClient['permissions'] = ['vehicles', 'vehicle-commands', 'events-trips.ro'];
const client: ApiClient = {
  id: initiated_by.id,
  name,
  permissions,
  created_at: added_at,
  modified_at: added_at,
  last_used_at: reported_at,
};
const client_secret = 'told-only-here';

export const api_client_examples: ExamplesOf<keyof typeof api_client_operations | keyof typeof access_operations> = {
  listFleets: { output: { items: [{ id: fleet_id, name: 'Harbour Cars', time_zone: 'America/Montevideo' }] } },
  chooseFleet: { body: { fleet_id } },
  listPermissions: {
    output: {
      items: [
        {
          id: 'vehicles.ro',
          area: 'vehicles',
          access: 'READ',
          description: 'The list, master data, custom fields, tags, statuses and the newest state',
          of_api_clients: true,
        },
      ],
    },
  },
  listApiClients: { output: { items: [client] } },
  createApiClient: {
    body: { name, permissions },
    output: { id: client.id, name, permissions, created_at: added_at, modified_at: added_at, client_secret },
  },
  getApiClient: { params, output: client },
  updateApiClient: {
    params,
    body: { permissions: ['vehicles.ro'] },
    output: { ...client, permissions: ['vehicles.ro'], modified_at: reported_at },
  },
  replaceApiClientSecret: {
    params,
    body: { overlap_in_hours: 24 },
    output: { ...client, modified_at: '2026-05-18T10:00:00.000Z', old_secret_expires_at: '2026-05-19T10:00:00.000Z', client_secret },
  },
  deleteApiClient: { params },
};
