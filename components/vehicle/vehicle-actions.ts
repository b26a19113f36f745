import type { CommandActions } from '#components/commands/command-actions.ts';
import type { EventActions } from '#components/events/event-actions.ts';
import type { ActionResult } from '#lib/client/action-result.ts';
import type { CallInput } from '#lib/client/api.ts';
import type { OutputOf } from '#lib/contract/operation.ts';
import type { OperationId, Operations } from '#lib/contract/operations.ts';

type Action<K extends OperationId> = (input: CallInput<K>) => Promise<ActionResult<OutputOf<Operations[K]>>>;

/** Server actions of the vehicle page, handed down by it. */
export interface VehicleActions extends CommandActions, EventActions {
  updateMasterData: Action<'updateMasterData'>;
  updateCustomFields: Action<'updateCustomFields'>;
  setTags: Action<'setTags'>;
  setOperationStatus: Action<'setOperationStatus'>;
  setRentalStatus: Action<'setRentalStatus'>;
  archiveVehicle: Action<'archiveVehicle'>;
  shareVehicle: Action<'shareVehicle'>;
  changeSharing: Action<'changeSharing'>;
  endSharing: Action<'endSharing'>;
  restoreVehicle: Action<'restoreVehicle'>;
  changeModel: Action<'changeModel'>;
  changeUnit: Action<'changeUnit'>;
  configureUnit: Action<'configureUnit'>;
  addNote: Action<'addNote'>;
  deleteNote: Action<'deleteNote'>;
  createPositionLink: Action<'createPositionLink'>;
  deletePositionLink: Action<'deletePositionLink'>;
}
