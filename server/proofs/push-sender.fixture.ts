import { createFakeVehicle } from '../../e2e/fakes/fake-vehicle.ts';
import { statusFields } from '../../e2e/fakes/segway/messages.ts';
import { deliverPush } from '../../e2e/fakes/segway/push.ts';
import type { Acknowledged } from './acknowledged.fixture.ts';

const client_id = 'proof-platform';
const client_secret = 'proof-push-secret';

/** A vendor that pushes, with the credentials that its signatures are checked by. Nobody is at its own address. */
export const push_credentials = {
  brand: 'SEGWAY',
  credentials: { client_id, client_secret, base_url: 'http://127.0.0.1:9', generation: '2', require_signature: 'true' },
};

/** The vendor's side of one unit: one message after the other, each with a time of its own; one that was not answered with 200 is sent again. */
export const createPushSender = (unit_id: string, first_ms: number) => {
  const acknowledged: Acknowledged[] = [];
  let time_ms = first_ms;
  let noted = Promise.withResolvers<void>();

  const deliver = async (url: string): Promise<boolean> => {
    const vehicle = createFakeVehicle(unit_id, { updated_at: time_ms });
    const message = { iotCode: unit_id, platformCode: client_id, ...statusFields(vehicle, 'remainingRange') };
    const { status } = await deliverPush(url, '/v2/vehicle/status', message, client_secret, {});
    if (status !== 200) return false;
    acknowledged.push({ unit_id, first_ms: time_ms, count: 1 });
    time_ms += 1;
    noted.resolve();
    noted = Promise.withResolvers();
    return true;
  };

  return {
    acknowledged,
    /** Resolves with the next acknowledgement. */
    untilAcknowledged: () => noted.promise,
    /** Ends when the gateway no longer answers. */
    sendUntilBroken: async (url: string): Promise<void> => {
      while (await deliver(url).catch(() => false));
    },
  };
};
