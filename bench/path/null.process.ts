/** From unit to browser without a store: the real listener and adapter, and every report written to every stream at once. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listModels } from '#lib/catalogue/catalogue.ts';
import { toStateRecord } from '#lib/domain/state-record.ts';
import { teltonika_adapter } from '#server/adapters/teltonika/adapter.ts';
import { liveView } from '#server/streams/live-view.ts';
import { listenForUnits } from '../ingest/listen.ts';
import type { NullReady } from './messages.ts';

const [model] = listModels(teltonika_adapter.brand);
if (!model) throw new Error('The catalogue has no model for this brand.');
const view = liveView('all');
const clients = new Set<ServerResponse>();
let sequence = 0;

const unit_port = await listenForUnits(model, async (reports) => {
  const rows = reports.map(({ unit_id, received_at, properties }) => {
    sequence += 1;
    const event = { fleet_id: 'BENCH', sequence, id: '01980000-0000-7000-8000-000000000000', type: 'VehicleStateRecorded' } as const;
    const times = { occurred_at: received_at, recorded_at: received_at, flow_id: 'x' };
    return { ...event, ...times, vehicle_id: unit_id, data: JSON.stringify(toStateRecord(properties, { full: false })) };
  });
  const bytes = Buffer.from(view.frame({ rows, events: [] }, sequence));
  for (const client of clients) client.write(bytes);
});

const web = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  response.write(': open\n\n');
  clients.add(response);
  response.on('close', () => clients.delete(response));
});
web.listen(0, '127.0.0.1', () => {
  const ready: NullReady = { unit_port, web_port: (web.address() as AddressInfo).port };
  process.send?.(ready);
});
