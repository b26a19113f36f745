'use server';
import { defineAction } from '#server/actions/define-action.ts';
import * as lifecycle from '#server/services/lifecycle.ts';

export const addVehicle = defineAction('addVehicle', lifecycle.addVehicle);
