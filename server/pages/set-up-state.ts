import 'server-only';
import { sharedApp } from '#server/app.ts';
import { countUsers } from '#server/store/access.ts';

/** Nobody has an account yet. */
export const isSetUpNeeded = async (): Promise<boolean> => (await countUsers(sharedApp().db.read)) === 0;
