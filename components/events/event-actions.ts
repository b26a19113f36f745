import type { ActionResult } from '#lib/client/action-result.ts';
import type { CallInput } from '#lib/client/api.ts';
import type { EventMarks } from '#lib/contract/events.ts';

type Mark<K extends 'acknowledgeEvent' | 'assignEvent' | 'commentEvent'> = (input: CallInput<K>) => Promise<ActionResult<EventMarks>>;

/** Server actions on events, handed down by the page. */
export interface EventActions {
  acknowledgeEvent: Mark<'acknowledgeEvent'>;
  assignEvent: Mark<'assignEvent'>;
  commentEvent: Mark<'commentEvent'>;
}

/** What a person who may mark events needs for it. */
export interface Marking {
  actions: EventActions;
  /** User id of the person. */
  me: string;
  /** Told what is stored after a mark was set, so that lists can show it. */
  onMarked?: (event_id: string, marks: EventMarks) => void;
}
