import type { Language } from '#lib/messages/language.ts';
import { type App, nowAt } from '#server/app.ts';
import { auditPerson } from '#server/auth/audit-session.ts';
import { tokenHash } from '#server/auth/token-hash.ts';
import { newToken } from '#server/ids.ts';
import { findUserByEmail } from '#server/store/access.ts';
import { replacePasswordReset } from '#server/store/invitations.ts';
import { write } from '#server/store/write.ts';
import { passwordResetMail } from './account-mails.ts';
import type { MailContent } from './mail-content.ts';

export const password_reset_ms = 15 * 60_000;

/**
 * Makes the link when the mail goes out: only here is it asked whether the address is anybody's, so web answers everybody alike. Each attempt has a link
 * of its own and voids the one before. Undefined: nobody's.
 */
export const preparePasswordReset = (app: App, email: string, language: Language): Promise<MailContent | undefined> =>
  write(app, async (tx, _emit, audit) => {
    const user = await findUserByEmail(tx, email);
    if (!user || user.disabled_at) return undefined;
    const token = newToken();
    const expires_at = new Date(app.clock() + password_reset_ms).toISOString();
    await replacePasswordReset(tx, { token_hash: tokenHash(token), user_id: user.id, created_at: nowAt(app), expires_at });
    await auditPerson(tx, audit, user, 'user.mail-password-link');
    return passwordResetMail(language, app.config.app_url, `${app.config.app_url}/password-reset/${token}`);
  });
