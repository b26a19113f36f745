import { expect, it } from 'vitest';
import type { FleetSettings } from '#lib/contract/fleet-settings.ts';
import { changesOf } from './settings-changes.ts';

const settings: FleetSettings = {
  name: 'A',
  time_zone: 'UTC',
  trip_trigger: 'IGNITION',
  history_retention_in_days: 30,
  automatic_vehicle_removal: { enabled: false, days_without_contact: 365 },
  life_status_timeout_in_minutes: { FIRST: 5, SECOND: 6 },
  extra_commands: [],
  sharing_partners: [],
  immobilizer_requires_fresh_state: false,
  second_factor_required: false,
};

it('sends what differs, and a cleared time as null', () => {
  expect(changesOf(settings, settings)).toEqual({});
  const after = { ...settings, name: 'B', life_status_timeout_in_minutes: { SECOND: 7 } };
  expect(changesOf(settings, after)).toEqual({ name: 'B', life_status_timeout_in_minutes: { FIRST: null, SECOND: 7 } });
});
