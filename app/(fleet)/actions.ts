'use server';
import { defineAction } from '#server/actions/define-action.ts';
import * as access from '#server/services/access.ts';
import * as command_hold from '#server/services/command-hold.ts';

export const chooseFleet = defineAction('chooseFleet', access.chooseFleet);
export const confirmRestore = defineAction('confirmRestore', command_hold.confirmRestore);
