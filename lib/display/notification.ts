import type { EventType } from '#lib/domain/event.ts';
import type { NoticeKind, NotificationCondition } from '#lib/domain/notification.ts';
import type { Message, Text } from '#lib/messages/text.ts';
import { command_display } from './command.ts';
import { event_display, eventLabel } from './event.ts';

type Detail = Readonly<Record<string, unknown>>;

export const condition_texts: Record<NotificationCondition, { label: Message; hint: Message }> = {
  VEHICLE_SILENT: { label: 'Vehicle fell silent', hint: 'Its unit was not heard of for longer than the fleet allows.' },
  LOW_ENERGY: { label: 'Low energy', hint: 'Charge or fuel fell to the share that you choose.' },
  COMMAND_UNKNOWN: { label: 'Command without an outcome', hint: 'It left, and nothing proves what it came to.' },
};

const notice_labels: Record<NoticeKind, Message> = {
  WEBHOOK_DISABLED: 'Webhook switched off',
  QUEUE_DROP_ANNOUNCED: 'Queue about to be dropped',
  QUEUE_DROPPED: 'Queue dropped',
};

const has = <T extends object>(table: T, key: string): key is string & keyof T => Object.hasOwn(table, key);

/** What happened, in two or three words. */
export const matterLabel = (matter: string, text: Text): string => {
  if (has(condition_texts, matter)) return text.t(condition_texts[matter].label);
  return has(notice_labels, matter) ? text.t(notice_labels[matter]) : eventLabel(matter, text);
};

const commandOf = ({ command }: Detail, { t }: Text): string => {
  const name = typeof command === 'object' && command !== null && 'command' in command ? String(command.command) : '';
  return has(command_display, name) ? t(command_display[name].label) : t('Command');
};

/** One line without the vehicle's name. What is missing shortens it and never breaks it. */
export const matterSentence = (matter: string, detail: Detail, text: Text): string => {
  const { t } = text;
  if (matter === 'LOW_ENERGY' && typeof detail.percent === 'number')
    return t('Low energy: {percent} %', { percent: Math.round(detail.percent) });
  if (matter === 'COMMAND_UNKNOWN') return t('{command}: nothing proves the outcome', { command: commandOf(detail, text) });
  if (has(notice_labels, matter)) {
    const [name, topic] = [String(detail.name ?? ''), String(detail.topic ?? '')];
    if (matter === 'WEBHOOK_DISABLED') return t('{name} took no more events and was switched off', { name });
    if (matter === 'QUEUE_DROPPED') return t('{name}: nobody read the queue {topic}, so it was dropped', { name, topic });
    return t('{name}: nobody reads the queue {topic}; it will be dropped', { name, topic });
  }
  return has(event_display, matter) ? event_display[matter as EventType].sentence(detail, text) : matterLabel(matter, text);
};
