'use server';
import { defineAction } from '#server/actions/define-action.ts';
import * as api_clients from '#server/services/api-clients.ts';

export const createApiClient = defineAction('createApiClient', api_clients.createApiClient);
export const updateApiClient = defineAction('updateApiClient', api_clients.updateApiClient);
export const replaceApiClientSecret = defineAction('replaceApiClientSecret', api_clients.replaceApiClientSecret);
export const deleteApiClient = defineAction('deleteApiClient', api_clients.deleteApiClient);
