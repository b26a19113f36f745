import type { WebhookDelivery } from '#lib/contract/webhooks.ts';
import { eventLabel } from '#lib/display/event.ts';
import type { Shape, Tone } from '#lib/display/tone.ts';
import type { Message, Text } from '#lib/messages/text.ts';

export const delivery_statuses: Record<WebhookDelivery['status'], { label: Message; tone: Tone; shape: Shape }> = {
  PENDING: { label: 'delivery|Waiting', tone: 'accent', shape: 'half' },
  DELIVERED: { label: 'delivery|Delivered', tone: 'ok', shape: 'check' },
  FAILED: { label: 'delivery|Failed', tone: 'danger', shape: 'cross' },
};

const errors: Record<NonNullable<WebhookDelivery['error']>, Message> = {
  TIMEOUT: 'The receiver did not answer in time',
  NO_CONNECTION: 'The receiver cannot be reached',
  ADDRESS_NOT_ALLOWED: 'The address is not a public one',
  EVENT_GONE: 'The event is no longer in the log',
};

/** What was sent: the name of the event, or that it was a test. */
export const deliveryTitle = ({ event_type }: Pick<WebhookDelivery, 'event_type'>, text: Text): string =>
  event_type === 'WebhookTest' ? text.t('Test event') : eventLabel(event_type, text);

/** What came of the last attempt; undefined before the first. */
export const deliveryOutcome = ({ error, response_status }: WebhookDelivery, { t }: Text): string | undefined => {
  if (error) return t(errors[error]);
  return response_status === undefined ? undefined : t('Answer {status}', { status: String(response_status) });
};
