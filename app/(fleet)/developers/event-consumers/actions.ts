'use server';
import { defineAction } from '#server/actions/define-action.ts';
import * as event_consumers from '#server/services/event-consumers.ts';

export const createEventConsumer = defineAction('createEventConsumer', event_consumers.createEventConsumer);
export const updateEventConsumer = defineAction('updateEventConsumer', event_consumers.updateEventConsumer);
export const setEventConsumerTopics = defineAction('setEventConsumerTopics', event_consumers.setEventConsumerTopics);
export const replaceEventConsumerPassword = defineAction('replaceEventConsumerPassword', event_consumers.replaceEventConsumerPassword);
export const deleteEventConsumer = defineAction('deleteEventConsumer', event_consumers.deleteEventConsumer);
