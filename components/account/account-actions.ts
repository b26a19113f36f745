import type { Action } from '#components/lifecycle/lifecycle-actions.ts';

/** Server actions of the page, handed down by it. */
export interface AccountActions {
  updateMe: Action<'updateMe'>;
  changePassword: Action<'changePassword'>;
  revokeOwnSession: Action<'revokeOwnSession'>;
  startSecondFactor: Action<'startSecondFactor'>;
  enableSecondFactor: Action<'enableSecondFactor'>;
  replaceRecoveryCodes: Action<'replaceRecoveryCodes'>;
  disableSecondFactor: Action<'disableSecondFactor'>;
}
