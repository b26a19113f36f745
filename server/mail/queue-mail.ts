import { Secret } from '#lib/domain/secret.ts';
import type { Language } from '#lib/messages/language.ts';
import { type App, nowAt } from '#server/app.ts';
import { seal } from '#server/auth/seal.ts';
import type { SealPlace } from '#server/auth/sealed-box.ts';
import type { Query } from '#server/db/dialect.ts';
import { newId } from '#server/ids.ts';
import { countWaitingMails, insertMail, type MailRow } from '#server/store/mails.ts';
import type { MailContent } from './mail-content.ts';

export type MailKind = 'INVITATION' | 'PASSWORD_RESET' | 'NOTICE' | 'NOTIFICATION' | 'TEST';

export interface NewMail {
  /** Absent: of no fleet. */
  fleet_id?: string;
  kind: MailKind;
  language: Language;
  recipient: string;
  /** Absent: the gateway composes it when it is sent. */
  content?: MailContent;
  /** Not sent any more after so long. */
  useful_ms: number;
}

/** Waiting mails of one fleet, and of none. */
export const most_waiting_mails = 1_000;

export const mailSealPlace = ({ fleet_id, id }: Pick<MailRow, 'fleet_id' | 'id'>): SealPlace => ({
  table: 'mails',
  column: 'sealed_content',
  fleet_id,
  row_id: id,
});

/**
 * Leaves a mail for the gateway to send, in the transaction of what it tells. It may hold a link that lets somebody in, so it is sealed.
 * Undefined: this installation sends no mail, or so many wait that nobody would miss one more.
 */
export const queueMail = async (app: App, tx: Query, mail: NewMail): Promise<string | undefined> => {
  const { fleet_id = '', kind, language, recipient, content, useful_ms } = mail;
  if (!app.config.mail || (await countWaitingMails(tx, fleet_id)) >= most_waiting_mails) return undefined;
  const [id, now] = [newId(), nowAt(app)];
  await insertMail(tx, {
    id,
    fleet_id,
    kind,
    language,
    recipient,
    sealed_content: content ? seal(app.public_key, new Secret(JSON.stringify(content)), mailSealPlace({ fleet_id, id })) : '',
    status: 'PENDING',
    attempts: 0,
    created_at: now,
    next_attempt_at: now,
    expires_at: new Date(app.clock() + useful_ms).toISOString(),
    finished_at: null,
    error: null,
    reply_code: null,
  });
  return id;
};
