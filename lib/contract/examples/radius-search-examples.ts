import type { radius_search_operations } from '../radius-search.ts';
import type { ExamplesOf } from './example-type.ts';
import { vehicle_id } from './example-vehicle.ts';

export const radius_search_examples: ExamplesOf<keyof typeof radius_search_operations> = {
  searchRadius: {
    body: {
      center: { lat: 52.520008, lon: 13.404954 },
      radius_in_meters: 200,
      occurred_after: '2026-05-17T20:00:00.000Z',
      occurred_before: '2026-05-17T21:00:00.000Z',
    },
    output: {
      items: [
        {
          vehicle_id,
          first_at: '2026-05-17T20:12:40.000Z',
          last_at: '2026-05-17T20:14:10.000Z',
          closest_in_meters: 38,
        },
      ],
    },
  },
};
