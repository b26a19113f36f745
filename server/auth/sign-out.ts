import { type App, nowAt } from '#server/app.ts';
import { revokeSession } from '#server/store/access.ts';
import { write } from '#server/store/write.ts';
import { auditSession } from './audit-session.ts';

/** Ends a session for good. One that has ended already is left as it is. */
export const signOut = (app: App, session_id: string): Promise<void> =>
  write(app, async (tx, _emit, audit) => {
    const user = await revokeSession(tx, session_id, nowAt(app));
    if (user) await auditSession(tx, audit, user, 'sign-out');
  });
