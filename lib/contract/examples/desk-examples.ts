import type { desk_operations } from '../desk.ts';
import type { history_operations } from '../history.ts';
import type { ExamplesOf } from './example-type.ts';
import { initiated_by, reported_at, vehicle_id } from './example-vehicle.ts';

const params = { vehicle_id };
const note = {
  id: '01JA0C1R2TQ8V6W4N9YB3MHKXE',
  text: 'The key holder sticks: press from below.',
  created_at: reported_at,
  created_by: { type: 'USER', id: '01J9ZJ5M8N3QRS7TVWXY2Z4ABC', name: 'Rosa Ferreira' },
} as const;
const link = {
  id: '01JA0C4E7GZ5P1D8KQ2STVW6XY',
  vehicle_id,
  created_at: reported_at,
  created_by: initiated_by,
  expires_at: '2026-05-18T13:41:07.250Z',
} as const;

export const desk_examples: ExamplesOf<keyof typeof desk_operations | keyof typeof history_operations> = {
  getStateHistory: {
    params,
    query: { property: 'state_of_charge_or_fuel_level_in_percent', after: '2026-05-18T00:00:00Z', points: 200 },
    output: {
      items: [
        { at: '2026-05-18T06:12:40.000Z', value: 91 },
        { at: reported_at, value: 78 },
      ],
      sampled: false,
    },
  },
  countEvents: {
    params,
    query: { after: '2026-05-18T00:00:00Z', window_in_minutes: 60 },
    output: { items: [{ at: '2026-05-18T09:00:00.000Z', counts: { CentralLockChanged: 1, VehicleStateRecorded: 58 } }] },
  },
  listNotes: { params, output: { items: [note] } },
  addNote: { params, body: { text: note.text }, output: note },
  deleteNote: { params: { vehicle_id, note_id: note.id } },
  listPositionLinks: { params, output: { items: [link] } },
  createPositionLink: {
    params,
    body: { expires_in_hours: 4 },
    output: { ...link, url: 'https://fleet.example/position/2nTt0J0o0lq2hE3rYv9cZ1cXW7bqfQ5m8u4sK6pGdAw' },
  },
  deletePositionLink: { params: { link_id: link.id } },
};
