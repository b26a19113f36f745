/**
 * Sends the mails that lie in the database. What became of a mail is noted after the server has answered: a gateway that ends in between sends it again,
 * under the same Message-ID. A server that is away stops all mails for a while rather than each of them.
 */
import type { KeyObject } from 'node:crypto';
import type { Language } from '#lib/messages/language.ts';
import { type App, nowAt } from '#server/app.ts';
import { unseal } from '#server/auth/unseal.ts';
import type { Query } from '#server/db/dialect.ts';
import { deleteMail, listDueMails, type MailRow, updateWaitingMail } from '#server/store/mails.ts';
import { settleNotificationsOfMail } from '#server/store/notification-deliveries.ts';
import { write } from '#server/store/write.ts';
import { keepLooking } from '#server/streams/keep-looking.ts';
import { MailContent, toMailHtml, toMailSubject, toMailText } from './mail-content.ts';
import { preparePasswordReset } from './prepare-password-reset.ts';
import { mailSealPlace } from './queue-mail.ts';
import type { MailAttempt, MailSender } from './smtp-sender.ts';

export interface MailRelayParts {
  app: App;
  private_key: KeyObject;
  sender: MailSender;
  /** False when another gateway has taken over. */
  isInOffice(tx: Query): Promise<boolean>;
}

const second_ms = 1000;
const minute_ms = 60 * second_ms;
const hour_ms = 60 * minute_ms;
/** Waits between the attempts of one mail; after the last one it is given up. */
export const mail_retry_delays_ms = [
  10 * second_ms,
  minute_ms,
  5 * minute_ms,
  15 * minute_ms,
  hour_ms,
  3 * hour_ms,
  6 * hour_ms,
  12 * hour_ms,
];
const longest_pause_ms = 5 * minute_ms;
const lanes = 4;
/** Failures of the server rather than of a mail. */
const of_server: readonly string[] = ['NO_CONNECTION', 'TIMEOUT', 'NOT_ENCRYPTED', 'SIGN_IN_REFUSED'];

type Outcome = Pick<MailRow, 'status' | 'attempts' | 'next_attempt_at' | 'finished_at' | 'error' | 'reply_code'>;

/** What a mail becomes by an attempt. A test is tried once: whoever asked for it waits for the answer. */
export const judgeMailAttempt = (mail: Pick<MailRow, 'kind' | 'attempts'>, attempt: MailAttempt, now_ms: number): Outcome => {
  const attempts = mail.attempts + 1;
  const now = new Date(now_ms).toISOString();
  if (attempt.ok) return { status: 'SENT', attempts, next_attempt_at: null, finished_at: now, error: null, reply_code: null };
  const { error, reply_code, is_final } = attempt;
  const delay_ms = is_final || mail.kind === 'TEST' ? undefined : mail_retry_delays_ms[mail.attempts];
  if (delay_ms === undefined) return { status: 'FAILED', attempts, next_attempt_at: null, finished_at: now, error, reply_code };
  return { status: 'PENDING', attempts, next_attempt_at: new Date(now_ms + delay_ms).toISOString(), finished_at: null, error, reply_code };
};

/** Notifications fare as the mail that carries them. */
const tellCarried = (tx: Query, mail_id: string, { status, attempts, error, reply_code, finished_at }: Outcome) =>
  settleNotificationsOfMail(tx, mail_id, {
    status: status === 'SENT' ? 'DELIVERED' : status,
    attempts,
    error,
    response_status: reply_code,
    ...(finished_at && { last_attempt_at: finished_at }),
  });

export const createMailRelay = ({ app, private_key, sender, isInOffice }: MailRelayParts): { start(): void; stop(): Promise<void> } => {
  const under_way = new Map<string, Promise<void>>();
  let stopped = false;
  let failures_in_a_row = 0;
  let paused_until_ms = 0;

  const settle = async (mail: MailRow, outcome: Outcome): Promise<void> => {
    const emptied = outcome.status === 'PENDING' ? {} : { recipient: '', sealed_content: '' };
    await write(app, async (tx) => {
      if (!(await isInOffice(tx))) throw new Error('Another gateway has taken over.');
      if (await updateWaitingMail(tx, mail.id, { ...outcome, ...emptied })) await tellCarried(tx, mail.id, outcome);
    });
    const { status, attempts, error, reply_code } = outcome;
    if (error) app.log.warn({ mail_id: mail.id, kind: mail.kind, status, attempts, error, reply_code }, 'A mail was not taken');
  };

  const contentOf = (mail: MailRow): Promise<MailContent | undefined> | MailContent =>
    mail.kind === 'PASSWORD_RESET'
      ? preparePasswordReset(app, mail.recipient, mail.language as Language)
      : MailContent.parse(JSON.parse(unseal(private_key, mail.sealed_content, mailSealPlace(mail)).reveal()));

  const notePace = (attempt: MailAttempt) => {
    failures_in_a_row = !attempt.ok && of_server.includes(attempt.error) ? failures_in_a_row + 1 : 0;
    if (failures_in_a_row > 1) paused_until_ms = app.clock() + Math.min(longest_pause_ms, 2 ** failures_in_a_row * second_ms);
  };

  const send = async (mail: MailRow): Promise<void> => {
    if (mail.expires_at <= nowAt(app)) {
      const over = { next_attempt_at: null, finished_at: nowAt(app), error: mail.error ?? 'EXPIRED', reply_code: mail.reply_code };
      return settle(mail, { status: 'FAILED', attempts: mail.attempts, ...over });
    }
    const content = await contentOf(mail);
    if (!content) return void (await write(app, (tx) => deleteMail(tx, mail.id)));
    const attempt = await sender.send({
      id: mail.id,
      to: mail.recipient,
      subject: toMailSubject(content),
      text: toMailText(content),
      html: toMailHtml(content, mail.language),
    });
    if (stopped) return;
    notePace(attempt);
    await settle(mail, judgeMailAttempt(mail, attempt, app.clock()));
  };

  const look = async () => {
    const is_paused = app.clock() < paused_until_ms;
    for (const mail of await listDueMails(app.db.read, nowAt(app), 5 * lanes)) {
      if (stopped || under_way.size >= lanes) return;
      if (under_way.has(mail.id) || (is_paused && mail.kind !== 'TEST')) continue;
      const sending = send(mail)
        .catch((error: unknown) => app.log.error({ mail_id: mail.id, err: error }, 'A mail could not be dealt with'))
        .finally(() => {
          under_way.delete(mail.id);
          looking.wake();
        });
      under_way.set(mail.id, sending);
    }
  };

  const looking = keepLooking(app, 'Mails', look);
  return {
    start: looking.start,
    stop: async () => {
      stopped = true;
      sender.close();
      await looking.stop();
      await Promise.all(under_way.values());
    },
  };
};
