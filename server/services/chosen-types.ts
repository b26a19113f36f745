import { type EventType, eventTopics, public_event_types } from '#lib/domain/event.ts';

/** The public types that a choice of topics and types comes to; both empty or absent: all. */
export const chosenTypes = ({
  topic,
  event_type,
}: {
  topic?: readonly string[] | undefined;
  event_type?: readonly string[] | undefined;
}): EventType[] =>
  public_event_types.filter(
    (type) =>
      (!topic?.length || eventTopics(type).some((one) => topic.includes(one))) && (!event_type?.length || event_type.includes(type)),
  );
