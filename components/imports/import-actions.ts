import type { Action } from '#components/lifecycle/lifecycle-actions.ts';

/** Server actions of the page, handed down by it. The file itself goes to the API, which takes more than an action does. */
export interface ImportActions {
  checkImport: Action<'checkImport'>;
  applyImport: Action<'applyImport'>;
  revertImport: Action<'revertImport'>;
}
