'use server';
import { defineAction } from '#server/actions/define-action.ts';
import * as access from '#server/services/access.ts';

export const chooseFleet = defineAction('chooseFleet', access.chooseFleet);
