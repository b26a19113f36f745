'use server';
import { defineAction } from '#server/actions/define-action.ts';
import * as presets from '#server/services/presets.ts';

export const createPermissionPreset = defineAction('createPermissionPreset', presets.createPermissionPreset);
export const replacePermissionPreset = defineAction('replacePermissionPreset', presets.replacePermissionPreset);
export const deletePermissionPreset = defineAction('deletePermissionPreset', presets.deletePermissionPreset);
