import { type Grades, gradesOf, permissionsOf } from '#components/developers/permission-grades.ts';
import type { PermissionGrant } from '#lib/contract/people.ts';
import type { PermissionPreset } from '#lib/contract/presets.ts';
import { allows, type Permission } from '#lib/domain/access.ts';

/** What somebody is to hold: a preset to follow, or permissions of one's own where that is empty. */
export interface Grant {
  preset_id: string;
  grades: Grades;
}

export const grantOf = ({ preset_id, permissions }: { preset_id?: string | undefined; permissions: readonly Permission[] }): Grant => ({
  preset_id: preset_id ?? '',
  grades: gradesOf(permissions),
});

export const grantBody = ({ preset_id, grades }: Grant): PermissionGrant =>
  preset_id ? { preset_id } : { permissions: permissionsOf(grades) };

/** Presets of which the grantor holds all that the person does not have yet. */
export const offeredPresets = (
  presets: readonly PermissionPreset[],
  grantor: readonly Permission[],
  held: readonly Permission[],
): PermissionPreset[] =>
  presets.filter(({ permissions }) => permissions.every((permission) => allows(grantor, permission) || allows(held, permission)));
