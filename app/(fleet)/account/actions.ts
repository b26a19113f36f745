'use server';
import { defineAction } from '#server/actions/define-action.ts';
import * as account from '#server/services/account.ts';
import * as second_factor from '#server/services/second-factor.ts';

export const updateMe = defineAction('updateMe', account.updateMe);
export const changePassword = defineAction('changePassword', account.changePassword);
export const revokeOwnSession = defineAction('revokeOwnSession', account.revokeOwnSession);
export const startSecondFactor = defineAction('startSecondFactor', second_factor.startSecondFactor);
export const enableSecondFactor = defineAction('enableSecondFactor', second_factor.enableSecondFactor);
export const replaceRecoveryCodes = defineAction('replaceRecoveryCodes', second_factor.replaceRecoveryCodes);
export const disableSecondFactor = defineAction('disableSecondFactor', second_factor.disableSecondFactor);
