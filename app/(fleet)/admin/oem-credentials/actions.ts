'use server';
import { defineAction } from '#server/actions/define-action.ts';
import * as credentials from '#server/services/credentials.ts';

export const createCredentials = defineAction('createCredentials', credentials.createCredentials);
export const updateCredentials = defineAction('updateCredentials', credentials.updateCredentials);
export const deleteCredentials = defineAction('deleteCredentials', credentials.deleteCredentials);
