/** A vendor that pushes as fast as it is answered, each message with a time of its own. */
import { Agent, request } from 'node:http';
import { signFields } from '#server/adapters/segway/push.ts';
import { type LoadOptions, type LoadResult, push_client, push_secret } from './messages.ts';

const options: LoadOptions = JSON.parse(process.argv[2] ?? '{}');
const agent = new Agent({ keepAlive: true, maxSockets: options.senders });
const hour_ms = 3_600_000;
const first_ms = Date.now() - hour_ms;
let made = 0;

const nextBody = (): string => {
  const iotCode = options.unit_ids[made % options.unit_ids.length];
  made += 1;
  const place = { latitude: -34.9 + (made % 1000) * 1e-5, longitude: -56.16 };
  const fields = {
    ...{ iotCode, platformCode: push_client, online: true, locked: made % 2 === 0, powerPercent: made % 100, speed: made % 25 },
    ...{ statusUtcTime: first_ms + made, gpsUtcTime: first_ms + made, ...place, satelliteNumber: 9, odometer: made },
  };
  return JSON.stringify({ ...fields, signature: signFields(fields, push_secret) });
};

const push = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const body = nextBody();
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(`${options.url}/v2/vehicle/status`, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.on('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(`answered ${response.statusCode}`))));
    });
    sent.on('error', reject);
    sent.end(body);
  });

const began = performance.now();
let answered = 0;
await Promise.all(
  Array.from({ length: options.senders }, async () => {
    while (performance.now() - began < options.duration_ms) {
      await push();
      answered += 1;
    }
  }),
);
process.send?.({ answered, elapsed_ms: performance.now() - began } satisfies LoadResult);
agent.destroy();
process.disconnect?.();
