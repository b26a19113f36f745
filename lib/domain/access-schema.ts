import { z } from 'zod';
import { type Permission as PermissionName, permissions } from './access.ts';

export const Permission = z.enum(permissions as [PermissionName, ...PermissionName[]]);
export type Permission = z.infer<typeof Permission>;
