import type { Action } from '#components/lifecycle/lifecycle-actions.ts';

/** Server actions of the page, handed down by it. */
export interface PeopleActions {
  inviteUser: Action<'inviteUser'>;
  withdrawInvitation: Action<'withdrawInvitation'>;
  updateUser: Action<'updateUser'>;
  setUserPermissions: Action<'setUserPermissions'>;
  deleteUser: Action<'deleteUser'>;
  revokeUserSession: Action<'revokeUserSession'>;
  resetUserSecondFactor: Action<'resetUserSecondFactor'>;
  createPasswordReset: Action<'createPasswordReset'>;
}

export interface SupportActions {
  createSupportGrant: Action<'createSupportGrant'>;
  endSupportGrant: Action<'endSupportGrant'>;
}

export interface PresetActions {
  createPermissionPreset: Action<'createPermissionPreset'>;
  replacePermissionPreset: Action<'replacePermissionPreset'>;
  deletePermissionPreset: Action<'deletePermissionPreset'>;
}
