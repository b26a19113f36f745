import type { Action } from '#components/lifecycle/lifecycle-actions.ts';

/** Server actions of the page, handed down by it. */
export interface InboxActions {
  markInboxEntry: Action<'markInboxEntry'>;
  markInboxRead: Action<'markInboxRead'>;
}
