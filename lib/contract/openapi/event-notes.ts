import type { event_operations } from '../events.ts';
import type { past_operations } from '../past.ts';
import type { public_event_operations } from '../public-events.ts';
import type { radius_search_operations } from '../radius-search.ts';

type Told =
  | keyof typeof event_operations
  | keyof typeof past_operations
  | keyof typeof public_event_operations
  | keyof typeof radius_search_operations;

/** Of the log of events, and of the past that is read from it. */
export const event_notes: { [K in Told]?: { description: string; permission?: string } } = {
  getFleetAt: {
    description:
      'The fleet as its log tells of it: vehicles in service then, their data after the last change before the moment, their state from the last whole record and what followed. A moment before the log begins, or yet to come, is answered by the nearest that it holds: `at` tells which. What the log does not tell is told as it is now: the model and its expected intervals, and all of a vehicle that it does not mention before the moment. Go on with `GET /fleet-log` behind `sequence`.',
  },
  listFleetLog: {
    description:
      'What moves a fleet on from a moment, in the form of the live stream: state records and changes of vehicles, in sequence. Everything that was recorded before `until` is among the items or came before them. With `step_in_seconds`, the state records that one vehicle made within a step are told as one, which is what a fast replay needs of a large fleet.',
  },
  listEvents: {
    description: [
      'The events of the public stream as a list, to catch up or where a stream cannot be held. Ask again with `next_after` as `after` until `more` is false; there is no page token. A page may be empty while `more` is true, when the filter lets nothing of that part of the log through.',
      'A cursor can be 7 days old. An older one is answered with `reset`, and the list begins with the oldest event there is.',
      'With `vehicles.ro` the topics `VehicleStateRecorded` and `VehicleChange` are told; `events-trips.ro` adds all others. A topic or type that is asked for by name and may not be seen is refused.',
    ].join('\n\n'),
    permission: 'vehicles.ro',
  },
  getEventLogEntry: { description: 'Entries of a vehicle that was removed for good are gone with it.' },
  exportEventLog: {
    description:
      'Takes the body of the query. Without `occurred_before` the export ends now, without `occurred_after` it begins 31 days earlier. Lines end with CRLF; a text that a spreadsheet would take for a formula begins with an apostrophe. The file comes in parts, however long it is.',
  },
  searchRadius: {
    description: [
      'Vehicles of which a position within the radius was measured in the span, from `occurred_after` to before `occurred_before`, archived ones among them. Distances are great circles, judged to the last digit and told in whole metres.',
      'What was measured counts and nothing else: a vehicle that drove past between two positions, or stood there and said nothing, is not among them. What a unit held back longer than a day is not found either.',
      'Every search is written into the audit log, with its place, radius and span and the number of vehicles it found.',
    ].join('\n\n'),
  },
  queryEventLog: {
    description:
      '`event_types` takes the names in either spelling, `IGNITION_CHANGED` or `IgnitionChanged`; without it all are returned. A query spans at most 31 days. State events are expanded to the form that states have everywhere.',
  },
};
