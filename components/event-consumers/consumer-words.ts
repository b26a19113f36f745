import type { EventConsumer } from '#lib/contract/event-consumers.ts';
import type { StatusDisplay } from '#lib/display.ts';
import type { Message } from '#lib/messages/text.ts';

export const consumer_states: Record<EventConsumer['status'], Pick<StatusDisplay, 'label' | 'tone' | 'shape'>> = {
  CONNECTED: { label: 'Connected', tone: 'ok', shape: 'disc' },
  WARNING: { label: 'Warning', tone: 'warning', shape: 'triangle' },
  SUSPENDED: { label: 'Suspended', tone: 'neutral', shape: 'dash' },
  NOT_CONNECTED: { label: 'Not connected', tone: 'neutral', shape: 'ring' },
};

export const consumer_reasons: Record<EventConsumer['reasons'][number], Message> = {
  OPERATOR: 'Suspended by a person: events wait in the log, for 7 days.',
  OVERLOAD: 'The broker takes nothing: it is short of memory or disk.',
  UNREAD: 'A queue has not been read for a day.',
  NEARLY_FULL: 'A queue is nearly full: its oldest events will be dropped.',
  BROKER_UNREACHABLE: 'The broker cannot be reached; events wait in the log.',
};
