import type { NotificationDelivery } from '#lib/contract/notifications.ts';
import { mail_error_texts } from '#lib/display/mail.ts';
import { matterLabel } from '#lib/display/notification.ts';
import type { Message, Text } from '#lib/messages/text.ts';

export const channel_names: Record<NotificationDelivery['channel'], Message> = { EMAIL: 'E-mail', SLACK: 'Chat', INBOX: 'Inbox' };

type OwnError = Exclude<NonNullable<NotificationDelivery['error']>, keyof typeof mail_error_texts>;
const own_errors: Record<OwnError, Message> = {
  ADDRESS_NOT_ALLOWED: 'The address of the chat is not a public one.',
  NO_MAIL_SERVER: 'This installation sends no mail: the operator has to name a mail server first.',
  TOO_MANY_WAITING: 'Too many mails wait to be sent.',
  RESTORED: 'It waited when a backup was restored.',
};

/** Of a chat the same words mean another server. */
const chat_errors: Partial<Record<string, Message>> = {
  NO_CONNECTION: 'The chat cannot be reached.',
  TIMEOUT: 'The chat did not answer in time.',
};

export const deliveryTitle = ({ event_type, vehicle_label, sequence }: NotificationDelivery, text: Text): string => {
  const what = matterLabel(event_type, text);
  if (sequence === undefined) return text.t('Test: {what}', { what });
  return vehicle_label ? `${vehicle_label} · ${what}` : what;
};

/** Why the last attempt failed; undefined when it did not. */
export const deliveryFailure = ({ channel, error, response_status, status }: NotificationDelivery, { t }: Text): string | undefined => {
  const answer = response_status === undefined ? '' : t('Answer {status}', { status: String(response_status) });
  if (!error) return status !== 'DELIVERED' && answer ? answer : undefined;
  const said = channel === 'SLACK' ? chat_errors[error] : undefined;
  const words = said ?? (error in own_errors ? own_errors[error as OwnError] : mail_error_texts[error as keyof typeof mail_error_texts]);
  return answer ? `${t(words)} (${answer})` : t(words);
};
