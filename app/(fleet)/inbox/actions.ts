'use server';
import { defineAction } from '#server/actions/define-action.ts';
import * as inbox from '#server/services/inbox.ts';

export const markInboxEntry = defineAction('markInboxEntry', inbox.markInboxEntry);
export const markInboxRead = defineAction('markInboxRead', inbox.markInboxRead);
