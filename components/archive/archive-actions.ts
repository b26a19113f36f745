import type { Action } from '#components/lifecycle/lifecycle-actions.ts';

/** Server actions of the page, handed down by it. */
export interface ArchiveActions {
  restoreVehicle: Action<'restoreVehicle'>;
  restoreVehicles: Action<'restoreVehicles'>;
  removeVehicle: Action<'removeVehicle'>;
  /** Takes a restore back. */
  archiveVehicle: Action<'archiveVehicle'>;
}
