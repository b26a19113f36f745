import type { notification_operations } from '../notifications.ts';

/** What a reader must know of notifications beyond their form. */
export const notification_notes: { [K in keyof typeof notification_operations]?: { description: string; idempotent?: true } } = {
  createNotificationSubscription: {
    description: [
      'From now on people are told of events of the named types, and of conditions: `VEHICLE_SILENT` when a vehicle becomes OFFLINE, `LOW_ENERGY` when charge or fuel falls to `percent` (told again only after it rose 5 points above), `COMMAND_UNKNOWN` when nothing proves what a command came to. Reports themselves (`VehicleStateRecorded`) are no matter for notifications. Conditions, the channel `INBOX`, `quiet_hours`, `hysteresis` and `language` are ours.',
      'Each event is told once to each receiver. What happens within a minute comes as one mail, within 5 seconds as one message of the chat; what falls into the quiet hours comes as one afterwards, but stands in the inbox at once. A mail or message that is not taken is tried again, ever more rarely; one that ended between sending and noting may come twice.',
      'The caller must hold the permission to see what he subscribes to: `events-trips.ro` for all but vehicles. A fleet has at most 50 subscriptions. The address of a chat is written and never read back whole.',
    ].join('\n\n'),
    idempotent: true,
  },
  updateNotificationSubscription: {
    description:
      'What is named is set; null takes the filter, the quiet hours or the hysteresis away. Switched on again, a subscription begins with what happens then. Changed conditions or hysteresis begin anew.',
  },
  testNotificationSubscription: {
    description:
      'Sends a test to all channels, or to one, whatever the quiet hours; `GET …/deliveries` tells what came of it. It is tried once. The inbox is that of the person who asks.',
  },
  listNotificationDeliveries: { description: 'The newest 1,000 that are finished are kept, and all that wait.' },
  listInbox: { description: 'The newest 500 of a person are kept, for 90 days.' },
};
