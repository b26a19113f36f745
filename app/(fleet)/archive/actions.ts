'use server';
import { defineAction } from '#server/actions/define-action.ts';
import * as archive from '#server/services/archive.ts';

export const restoreVehicle = defineAction('restoreVehicle', archive.restoreVehicle);
export const removeVehicle = defineAction('removeVehicle', archive.removeVehicle);
export const archiveVehicle = defineAction('archiveVehicle', archive.archiveVehicle);
