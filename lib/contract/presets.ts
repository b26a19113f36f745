import { z } from 'zod';
import { Permission } from '#lib/domain/access-schema.ts';
import { items, operation } from './define.ts';
import { PresetId } from './people.ts';
import { routes } from './routes.ts';

const area = 'People';
const params = z.strictObject({ preset_id: PresetId });

export const PermissionPreset = z.object({
  id: PresetId,
  name: z.string(),
  permissions: z.array(Permission),
  built_in: z.boolean().describe('Cannot be changed'),
  user_count: z.int().describe('People whose permissions follow it'),
});
export type PermissionPreset = z.infer<typeof PermissionPreset>;

export const NewPermissionPreset = z.strictObject({
  name: z.string().max(100).trim().min(1).describe('What the people do who follow it; unique within the fleet'),
  permissions: z.array(Permission).max(100),
});

export const preset_operations = {
  listPermissionPresets: operation({
    ...routes.listPermissionPresets,
    summary: 'List permission presets',
    area,
    permission: 'users.ro',
    output: items(PermissionPreset),
    ours: true,
  }),
  createPermissionPreset: operation({
    ...routes.createPermissionPreset,
    summary: 'Make a permission preset',
    area,
    permission: 'users',
    body: NewPermissionPreset,
    status: 201,
    output: PermissionPreset,
    ours: true,
  }),
  replacePermissionPreset: operation({
    ...routes.replacePermissionPreset,
    summary: 'Change a permission preset and what its people may do',
    area,
    permission: 'users',
    params,
    body: NewPermissionPreset,
    output: PermissionPreset,
    ours: true,
  }),
  deletePermissionPreset: operation({
    ...routes.deletePermissionPreset,
    summary: 'Delete a permission preset that nobody follows',
    area,
    permission: 'users',
    params,
    ours: true,
  }),
};
