import { type EventKind, event_kinds, kindOf } from '#components/events/event-kinds.ts';
import type { Webhook } from '#lib/contract/webhooks.ts';
import { public_event_types } from '#lib/domain/event.ts';

type Chosen = Pick<Webhook, 'topics' | 'event_types'>;

/** The types that a webhook of these kinds asks for; all kinds ask for whatever there is, types of later versions included. */
export const typesOfKinds = (kinds: readonly EventKind[]): Webhook['event_types'] =>
  event_kinds.every((kind) => kinds.includes(kind)) ? [] : public_event_types.filter((type) => kinds.includes(kindOf(type)));

/** The kinds whose events the webhook gets; undefined when a program chose topics or types that no kinds amount to. */
export const kindsOfWebhook = ({ topics, event_types }: Chosen): EventKind[] | undefined => {
  if (topics.length > 0) return undefined;
  if (event_types.length === 0) return [...event_kinds];
  const kinds = event_kinds.filter((kind) => event_types.some((type) => kindOf(type) === kind));
  return typesOfKinds(kinds).length === new Set(event_types).size ? kinds : undefined;
};
