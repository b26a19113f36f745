import type { Action } from '#components/lifecycle/lifecycle-actions.ts';

/** Server actions of the page, handed down by it. */
export interface CredentialsActions {
  createCredentials: Action<'createCredentials'>;
  updateCredentials: Action<'updateCredentials'>;
  deleteCredentials: Action<'deleteCredentials'>;
}
