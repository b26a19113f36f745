'use server';
import { defineAction } from '#server/actions/define-action.ts';
import * as invitations from '#server/services/invitations.ts';
import * as people from '#server/services/people.ts';
import * as user_access from '#server/services/user-access.ts';

export const inviteUser = defineAction('inviteUser', invitations.inviteUser);
export const withdrawInvitation = defineAction('withdrawInvitation', invitations.withdrawInvitation);
export const updateUser = defineAction('updateUser', people.updateUser);
export const setUserPermissions = defineAction('setUserPermissions', people.setUserPermissions);
export const deleteUser = defineAction('deleteUser', people.deleteUser);
export const revokeUserSession = defineAction('revokeUserSession', user_access.revokeUserSession);
export const resetUserSecondFactor = defineAction('resetUserSecondFactor', user_access.resetUserSecondFactor);
export const createPasswordReset = defineAction('createPasswordReset', user_access.createPasswordReset);
