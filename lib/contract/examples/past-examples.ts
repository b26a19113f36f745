import type { past_operations } from '../past.ts';
import { fleet_snapshot } from './access-examples.ts';
import { liveEventExample } from './event-examples.ts';
import type { ExamplesOf } from './example-type.ts';
import { added_at, reported_at } from './example-vehicle.ts';

export const past_examples: ExamplesOf<keyof typeof past_operations> = {
  getFleetAt: {
    query: { at: reported_at },
    output: { ...fleet_snapshot, at: reported_at, history_from: added_at },
  },
  listFleetLog: {
    query: { after: 184_466, before: '2026-05-18T09:42:00.000Z' },
    output: { items: [liveEventExample('VehicleStateRecorded')], next_after: 184_467, until: '2026-05-18T09:42:00.000Z', more: false },
  },
};
