import type { InstallationHealth } from '#lib/contract/health.ts';
import { type MailError, mail_errors } from '#lib/domain/mail.ts';
import type { App } from '#server/app.ts';
import { listMailOutcomes } from '#server/store/mails.ts';

const day_ms = 86_400_000;

const isMailError = (error: string | null): error is MailError => (mail_errors as readonly (string | null)[]).includes(error);

/** How the mails of a fleet fared within a day. Failing: the newest that was tried has not been taken, and waits. */
export const readMailHealth = async (app: App, fleet_id: string): Promise<InstallationHealth['mail']> => {
  const rows = await listMailOutcomes(app.db.read, fleet_id, new Date(app.clock() - day_ms).toISOString());
  const of = (status: string) => rows.filter((row) => row.status === status);
  const [last_sent] = of('SENT')
    .map(({ finished_at }) => finished_at ?? '')
    .sort()
    .reverse();
  const tried = rows.find(({ attempts, error }) => attempts > 0 || error !== null);
  const error = tried?.error ?? null;
  return {
    set_up: app.config.mail !== undefined,
    failing: tried?.status === 'PENDING' && error !== null,
    waiting: of('PENDING').length,
    sent: of('SENT').length,
    failed: of('FAILED').length,
    ...(last_sent && { last_sent_at: last_sent }),
    ...(isMailError(error) && { last_error: error }),
    ...(tried?.reply_code && { last_reply_code: tried.reply_code }),
  };
};
