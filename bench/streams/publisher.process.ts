/** Publishes events to a broker of MQTT at the wanted pace. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { encodeEvent } from '#server/streams/live-view.ts';
import { makeRow } from './event.ts';
import type { PublisherOptions, Sending } from './messages.ts';
import { connectPacket, publishPacket } from './mqtt-packets.ts';
import { tellPaced } from './paced.ts';

const { port }: PublisherOptions = JSON.parse(process.argv[2] ?? '{}');
const socket = connect({ port, host: '127.0.0.1', noDelay: true });
await once(socket, 'connect');
socket.write(connectPacket);
await once(socket, 'data');
let number = 0;

process.on('message', async (sending: Sending) => {
  await tellPaced(sending, (flow_ids) => {
    for (const flow_id of flow_ids) {
      number += 1;
      socket.write(publishPacket(encodeEvent(makeRow(flow_id, number))));
    }
  });
});
process.send?.({});
