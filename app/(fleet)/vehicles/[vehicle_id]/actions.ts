'use server';
import { defineAction } from '#server/actions/define-action.ts';
import * as archive from '#server/services/archive.ts';
import * as commands from '#server/services/commands.ts';
import * as event_marks from '#server/services/event-marks.ts';
import * as vehicles from '#server/services/vehicles.ts';

export const requestCommand = defineAction('runCommand', commands.requestCommand);
export const resolveCommand = defineAction('resolveCommand', commands.resolveCommand);
export const updateMasterData = defineAction('updateMasterData', vehicles.updateMasterData);
export const updateCustomFields = defineAction('updateCustomFields', vehicles.updateCustomFields);
export const setTags = defineAction('setTags', vehicles.setTags);
export const setOperationStatus = defineAction('setOperationStatus', vehicles.setOperationStatus);
export const setRentalStatus = defineAction('setRentalStatus', vehicles.setRentalStatus);
export const archiveVehicle = defineAction('archiveVehicle', archive.archiveVehicle);
export const acknowledgeEvent = defineAction('acknowledgeEvent', event_marks.acknowledgeEvent);
export const assignEvent = defineAction('assignEvent', event_marks.assignEvent);
export const commentEvent = defineAction('commentEvent', event_marks.commentEvent);
