import { expect, it } from 'vitest';
import type { PermissionPreset } from '#lib/contract/presets.ts';
import { presetPermissions } from '#lib/domain/access.ts';
import { grantBody, grantOf, offeredPresets } from './grant.ts';

const preset = (id: string, permissions: PermissionPreset['permissions']): PermissionPreset => ({
  id,
  name: id,
  permissions,
  built_in: false,
  user_count: 0,
});

it('a grant is the preset that is followed, or the permissions themselves', () => {
  expect(grantBody(grantOf({ preset_id: 'support', permissions: ['vehicles.ro'] }))).toEqual({ preset_id: 'support' });
  expect(grantBody(grantOf({ permissions: ['vehicles.ro', 'users'] }))).toEqual({ permissions: ['vehicles.ro', 'users'] });
});

it('presets are offered of which nothing is missing, but what the person has already', () => {
  const presets = [preset('a', ['vehicles.ro']), preset('b', ['vehicles', 'users'])];
  const ids = (held: PermissionPreset['permissions']) => offeredPresets(presets, presetPermissions('Support'), held).map(({ id }) => id);
  expect(ids([])).toEqual(['a']);
  expect(ids(['vehicles'])).toEqual(['a']);
  expect(ids(['vehicles', 'users'])).toEqual(['a', 'b']);
});
