'use server';
import { defineAction } from '#server/actions/define-action.ts';
import * as archive from '#server/services/archive.ts';
import * as bulk from '#server/services/bulk.ts';

export const restoreVehicle = defineAction('restoreVehicle', archive.restoreVehicle);
export const removeVehicle = defineAction('removeVehicle', archive.removeVehicle);
export const restoreVehicles = defineAction('restoreVehicles', bulk.restoreVehicles);
export const archiveVehicle = defineAction('archiveVehicle', archive.archiveVehicle);
