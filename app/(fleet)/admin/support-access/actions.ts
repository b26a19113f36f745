'use server';
import { defineAction } from '#server/actions/define-action.ts';
import * as support_grants from '#server/services/support-grants.ts';

export const createSupportGrant = defineAction('createSupportGrant', support_grants.createSupportGrant);
export const endSupportGrant = defineAction('endSupportGrant', support_grants.endSupportGrant);
