import { matterLabel, matterSentence } from '#lib/display/notification.ts';
import { allows, type Permission } from '#lib/domain/access.ts';
import type { NoticeKind } from '#lib/domain/notification.ts';
import { type App, nowAt } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { newId } from '#server/ids.ts';
import { mailText } from '#server/mail/account-mails.ts';
import { quoteForeign } from '#server/mail/mail-content.ts';
import { queueMail } from '#server/mail/queue-mail.ts';
import { findFleet } from '#server/store/access.ts';
import { insertInboxEntries } from '#server/store/inbox.ts';
import { listMembers } from '#server/store/people.ts';
import { inbox_kept } from './tell.ts';

export interface Notice {
  fleet_id: string;
  kind: NoticeKind;
  /** What it is about, and what its page is called. */
  source: { id: string; name: string };
  /** Told alone while he may still look after it; else whoever may. */
  owner_id: string | null;
  detail: Record<string, string>;
  path: string;
}

const most_members = 1000;
const most_told = 20;
const useful_ms = 7 * 86_400_000;

/** Tells whoever looks after a thing that something befell it: by mail and in the inbox, in the transaction in which it befell. */
export const sendNotice = async (app: App, tx: Query, notice: Notice): Promise<void> => {
  const { fleet_id, kind, source, owner_id, detail, path } = notice;
  const members = await listMembers(tx, fleet_id, { limit: most_members });
  const able = members.filter(
    ({ permissions, disabled_at }) => disabled_at === null && allows(JSON.parse(permissions) as Permission[], 'event-subscriptions'),
  );
  const owner = able.filter(({ id }) => id === owner_id);
  const people = owner.length > 0 ? owner : able.slice(0, most_told);
  const [event_id, now] = [newId(), nowAt(app)];
  const told = { name: source.name, ...detail };
  const entry = { source_id: source.id, source_name: source.name, event_id, sequence: null, matter: kind, vehicle_id: null };
  const own = { ...entry, fleet_id, detail: JSON.stringify(told), occurred_at: now, created_at: now, read_at: null };
  await insertInboxEntries(
    tx,
    people.map(({ id: user_id }) => ({ ...own, id: newId(), user_id })),
    inbox_kept,
  );
  const settings = JSON.parse((await findFleet(tx, fleet_id))?.settings ?? '{}');
  const language = settings.language === 'de' ? 'de' : 'en';
  const text = mailText(language);
  const url = `${app.config.app_url}${path}`;
  const content = {
    subject: `${matterLabel(kind, text)}: ${quoteForeign(source.name)}`,
    paragraphs: [quoteForeign(matterSentence(kind, told, text))],
    lines: [],
    link: { label: text.t('Open the page'), url },
    footer: text.t('Sent by Motorpool at {address}.', { address: new URL(app.config.app_url).host }),
  };
  for (const { email: recipient } of people)
    await queueMail(app, tx, { fleet_id, kind: 'NOTICE', language, recipient, content, useful_ms });
};
