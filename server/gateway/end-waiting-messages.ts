/**
 * What people were to be told by a database that was put back. A mail, a message to a chat or an alarm that waited then would reach somebody today as if
 * it were new, and may have been sent long ago: none of it goes out. Programs are another matter: webhooks and consumers know what they had by its id,
 * and are told again.
 */
import type { Query } from '#server/db/dialect.ts';
import { addEndedMessages } from '#server/store/command-holds.ts';
import { endWaitingMails } from '#server/store/mails.ts';
import { endWaitingNotifications } from '#server/store/notification-deliveries.ts';
import { skipToEndOfLog } from '#server/store/notifications.ts';
import type { WriteApp } from '#server/store/write.ts';

const error = 'RESTORED';

/** Within the write that puts the fleets on hold, after that. Returns how many there were. */
export const endWaitingMessages = async (app: Pick<WriteApp, 'clock'>, tx: Query): Promise<number> => {
  const notifications = await endWaitingNotifications(tx, error);
  const mails = await endWaitingMails(tx, new Date(app.clock()).toISOString(), error);
  await skipToEndOfLog(tx);
  const ended = [...notifications, ...mails];
  const of_fleets = Map.groupBy(
    ended.filter((fleet_id) => fleet_id !== ''),
    (fleet_id) => fleet_id,
  );
  await addEndedMessages(tx, new Map([...of_fleets].map(([fleet_id, all]) => [fleet_id, all.length])));
  return ended.length;
};
