/** Facts of the guide for event consumers; `backticks` mark what is on the wire. */
export const steps: readonly { title: string; text: string }[] = [
  {
    title: 'Get an account',
    text: 'On the page Event consumers under Developers, or by `POST /event-consumers` with a name and topics. The password is told once. When `provisioned` is true the broker knows the account, usually within a second.',
  },
  {
    title: 'Consume, then acknowledge',
    text: 'Connect to the virtual host, consume each queue with a prefetch of some hundred, and acknowledge a message after you have stored what it says: what is not acknowledged comes again. Read by a consumer, not by `basic.get`. The account can read its queues and nothing else; declare neither queues nor exchanges.',
  },
  {
    title: 'Expect repeats, see losses',
    text: 'Delivery is at least once and in order per vehicle within a queue. A message may come again after a failure, on your side or ours: `message_id` stays the same, and `sequence` tells what you have dealt with. `previous_sequence` names the event before on the same topic, 0 for the first since the subscription; when you have not seen that one, read what is missing by `GET /events?after=`.',
  },
  {
    title: 'Run one reader per queue',
    text: 'A second consumer of a queue waits as a reserve until the first has gone: two at a time would break the order. Several programs get an account each.',
  },
  {
    title: 'Keep up',
    text: 'A queue holds 7 days and 2 GiB; then the oldest give way to the dead letters, as does what you reject without requeueing. Their queue ends in `.dead-letters` and holds the newest 10,000. When something waits in a queue and nothing is acknowledged for 3 days, the queue is deleted and its topic unsubscribed; the status is `WARNING` after the first day, and the audit log tells it a day before.',
  },
];

export const message_parts: readonly (readonly [string, string])[] = [
  ['exchange', '`fleet.<fleet_id>`'],
  ['routing key', '`<Topic>.<EventType>.<vehicle_id>`'],
  ['message_id', '`metadata.id`: the same whenever the event is sent again'],
  ['type', '`metadata.type`, for example `VehicleChanged`'],
  ['timestamp', '`metadata.occurred_at`, in whole seconds'],
  ['correlation_id', '`metadata.flow_id`: of the request that caused it'],
  ['header schema_major_version', '`metadata.schema_major_version`'],
  ['header sequence', '`metadata.sequence`: gapless over all events of the fleet'],
  ['header previous_sequence', 'Of the event before on the same topic; 0 for the first'],
  ['headers Flow-ID, Message-Type, Message-Version', 'The same as above under their older names'],
  ['body', 'JSON in UTF-8: `metadata` and `data`, as `GET /events`, the stream and webhooks have it'],
];

/** Runs as it stands once the account's values are filled in. */
export const consumer_program = (address: string): string => `import { connect } from 'amqplib';

const [USER, PASSWORD, QUEUE] = process.argv.slice(2);
const [protocol, host] = '${address}'.split('://');
const last = new Map();                      // by vehicle: the last sequence dealt with; keep it with your data

const link = await connect(\`\${protocol}://\${USER}:\${PASSWORD}@\${host}/\${USER}\`);
const channel = await link.createChannel();
await channel.prefetch(200);
await channel.consume(QUEUE, async (message) => {
  const { metadata, data } = JSON.parse(message.content);
  const vehicle_id = data.vehicle_id ?? data.vehicle.id;
  if (metadata.sequence > (last.get(vehicle_id) ?? 0)) {
    await store(metadata, data);             // yours; may be called again with the same metadata.id
    last.set(vehicle_id, metadata.sequence);
  }
  channel.ack(message);
});
link.on('close', () => process.exit(1));     // let your supervisor start it again: nothing is lost

async function store(metadata, data) {
  console.log(metadata.sequence, metadata.type, JSON.stringify(data));
}
`;
