import type { Action } from '#components/lifecycle/lifecycle-actions.ts';

/** Server actions of the page, handed down by it. */
export interface EventConsumerActions {
  createEventConsumer: Action<'createEventConsumer'>;
  updateEventConsumer: Action<'updateEventConsumer'>;
  setEventConsumerTopics: Action<'setEventConsumerTopics'>;
  replaceEventConsumerPassword: Action<'replaceEventConsumerPassword'>;
  deleteEventConsumer: Action<'deleteEventConsumer'>;
}
