import type { EventType } from '#lib/domain/event.ts';
import type { Query } from '#server/db/dialect.ts';
import { chosenTypes } from '#server/services/chosen-types.ts';
import { listEventsWithin } from '#server/store/events.ts';
import type { DeliveryRow } from '#server/store/webhook-deliveries.ts';
import type { WebhookRow } from '#server/store/webhooks.ts';
import { createEventReader, type PublicEvent } from './public-events.ts';

/** Which events a webhook asks for. */
export const selectionOf = (row: WebhookRow): { types: readonly EventType[]; vehicle_ids?: readonly string[] } => {
  const [topic, event_type, vehicle_ids] = [row.topics, row.event_types, row.vehicle_ids].map((text): string[] => JSON.parse(text));
  return { types: chosenTypes({ topic, event_type }), ...(vehicle_ids?.length && { vehicle_ids }) };
};

/** Body of a delivery that is tried again: the event as every channel tells it. Undefined when it is no longer in the log. */
export const bodyOf = async (db: Query, webhook: WebhookRow, delivery: DeliveryRow): Promise<string | undefined> => {
  const { sequence, event_id, event_type, created_at } = delivery;
  if (sequence === null) {
    const metadata = {
      id: event_id,
      type: event_type,
      schema_major_version: 1,
      occurred_at: created_at,
      flow_id: delivery.id,
      sequence: 0,
    };
    return JSON.stringify({ metadata, data: { webhook_id: webhook.id, fleet_id: webhook.fleet_id } });
  }
  const window = { after: sequence - 1, through: sequence, types: [event_type], limit: 1 };
  const rows = await listEventsWithin(db, webhook.fleet_id, window);
  const [event]: (PublicEvent | undefined)[] = await createEventReader(db).read(sequence - 1, rows, sequence);
  return event?.envelope;
};
