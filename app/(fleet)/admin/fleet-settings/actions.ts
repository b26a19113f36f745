'use server';
import { defineAction } from '#server/actions/define-action.ts';
import * as fleet_settings from '#server/services/fleet-settings.ts';

export const updateFleetSettings = defineAction('updateFleetSettings', fleet_settings.updateFleetSettings);
