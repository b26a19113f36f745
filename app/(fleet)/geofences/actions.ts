'use server';
import { defineAction } from '#server/actions/define-action.ts';
import * as geofences from '#server/services/geofences.ts';

export const createGeofence = defineAction('createGeofence', geofences.createGeofence);
export const replaceGeofence = defineAction('replaceGeofence', geofences.replaceGeofence);
export const deleteGeofence = defineAction('deleteGeofence', geofences.deleteGeofence);
