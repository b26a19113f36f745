/** The API of the web process without the pages: real listener, real sign-in, real streams. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { App } from '#server/app.ts';
import { giveToken } from '#server/proofs/token.fixture.ts';
import { createApiListener } from '#server/rest/api-listener.ts';
import { seedFleet } from '#server/seed/seed-fleet.ts';
import { createVehicleMemory } from '#server/services/vehicle-memory.ts';
import { write } from '#server/store/write.ts';
import { createStreamHub } from '#server/streams/sse.ts';
import { type BenchPlace, openBenchApp } from '../open-app.ts';
import { answerUsage } from './answer-usage.ts';
import type { WebReady } from './messages.ts';

const place: BenchPlace = JSON.parse(process.argv[2] ?? '{}');
// Counted as ever, and never reached.
const opened = await openBenchApp(place, { API_REQUESTS_PER_MINUTE: '1000000000' });
const app: App = { ...opened, memory: createVehicleMemory(opened.db) };
const fleets = await app.db.read.selectFrom('fleets').select('id').execute();
const fleet_id = fleets[0]?.id ?? (await write(app, (tx) => seedFleet(app, tx, 'Bench')));
const token = await giveToken(app, fleet_id);
const server = createServer(createApiListener(app, createStreamHub(app)).answer);
answerUsage();
server.listen({ port: 0, host: '127.0.0.1', backlog: 511 }, () => {
  const ready: WebReady = { port: (server.address() as AddressInfo).port, fleet_id, token };
  process.send?.(ready);
});
