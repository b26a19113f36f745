'use server';
import { defineAction } from '#server/actions/define-action.ts';
import * as bulk from '#server/services/bulk.ts';
import * as command_plans from '#server/services/command-plans.ts';
import * as commands from '#server/services/commands.ts';
import * as saved_views from '#server/services/saved-views.ts';

export const requestCommand = defineAction('runCommand', commands.requestCommand);
export const resolveCommand = defineAction('resolveCommand', commands.resolveCommand);
export const createCommandPlan = defineAction('createCommandPlan', command_plans.createCommandPlan);
export const runCommandPlan = defineAction('runCommandPlan', command_plans.runCommandPlan);
export const changeTagsOfVehicles = defineAction('changeTagsOfVehicles', bulk.changeTagsOfVehicles);
export const changeCustomFieldsOfVehicles = defineAction('changeCustomFieldsOfVehicles', bulk.changeCustomFieldsOfVehicles);
export const setOperationStatusOfVehicles = defineAction('setOperationStatusOfVehicles', bulk.setOperationStatusOfVehicles);
export const revertVehicleChanges = defineAction('revertVehicleChanges', bulk.revertVehicleChanges);
export const archiveVehicles = defineAction('archiveVehicles', bulk.archiveVehicles);
export const createSavedView = defineAction('createSavedView', saved_views.createSavedView);
export const updateSavedView = defineAction('updateSavedView', saved_views.updateSavedView);
export const deleteSavedView = defineAction('deleteSavedView', saved_views.deleteSavedView);
