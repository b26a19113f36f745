'use server';
import { defineAction } from '#server/actions/define-action.ts';
import * as lifecycle from '#server/services/lifecycle.ts';

export const restoreVehicle = defineAction('restoreVehicle', lifecycle.restoreVehicle);
export const removeVehicle = defineAction('removeVehicle', lifecycle.removeVehicle);
export const archiveVehicle = defineAction('archiveVehicle', lifecycle.archiveVehicle);
