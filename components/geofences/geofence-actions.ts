import type { Action } from '#components/lifecycle/lifecycle-actions.ts';

/** Server actions of the page, handed down by it. */
export interface GeofenceActions {
  createGeofence: Action<'createGeofence'>;
  replaceGeofence: Action<'replaceGeofence'>;
  deleteGeofence: Action<'deleteGeofence'>;
}
