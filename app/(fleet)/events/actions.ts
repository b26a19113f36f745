'use server';
import { defineAction } from '#server/actions/define-action.ts';
import * as event_marks from '#server/services/event-marks.ts';

export const acknowledgeEvent = defineAction('acknowledgeEvent', event_marks.acknowledgeEvent);
export const assignEvent = defineAction('assignEvent', event_marks.assignEvent);
export const commentEvent = defineAction('commentEvent', event_marks.commentEvent);
