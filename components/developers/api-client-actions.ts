import type { Action } from '#components/lifecycle/lifecycle-actions.ts';

/** Server actions of the page, handed down by it. */
export interface ApiClientActions {
  createApiClient: Action<'createApiClient'>;
  updateApiClient: Action<'updateApiClient'>;
  replaceApiClientSecret: Action<'replaceApiClientSecret'>;
  deleteApiClient: Action<'deleteApiClient'>;
}
