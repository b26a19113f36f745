'use server';
import { defineAction } from '#server/actions/define-action.ts';
import * as invitations from '#server/services/invitations.ts';

export const joinFleet = defineAction('joinFleet', invitations.joinFleet);
