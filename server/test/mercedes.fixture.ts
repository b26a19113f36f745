import { mercedes_benz_models } from '#lib/catalogue/models/mercedes-benz.ts';
import { mercedes_benz_adapter } from '#server/adapters/mercedes-benz/adapter.ts';
import type { MessageSource } from '#server/adapters/message-source.ts';
import { startGateway } from '#server/gateway/gateway.ts';
import { createFakeVehicle } from '../../e2e/fakes/fake-vehicle.ts';
import { createTopic, openMemorySource } from '../../e2e/fakes/kafka/topic.ts';
import { createMercedesBenzFake, type MercedesBenzFakeOptions } from '../../e2e/fakes/mercedes-benz/fake.ts';
import type { TestApp } from './app.fixture.ts';
import type { TestFleet } from './fleet.fixture.ts';

export const vinOf = (number: number): string => `W1KFTCARB${String(number).padStart(8, '0')}`;
export const mercedes_models = mercedes_benz_models.map(({ id }) => id);

let last_client = 0;

/** A Mercedes-Benz account with its cars, its log in memory, and credentials of the fleet for it. */
export const openAccount = async (
  test: TestApp,
  fleet: TestFleet,
  vins: readonly string[],
  more: Partial<MercedesBenzFakeOptions> = {},
) => {
  last_client += 1;
  const client = { client_id: `client-${last_client}`, client_secret: 'mercedes-secret' };
  const clock = test.clock.now;
  const topic = createTopic({ name: `vehiclesignals.${client.client_id}`, clock });
  const vehicles = vins.map((vin) => createFakeVehicle(vin, { updated_at: clock() }));
  const fake = createMercedesBenzFake({ clock, vehicles, ...client, send: topic.append, ...more });
  const url = await fake.listen();
  const addresses = { token_url: `${url}/v1/token`, base_url: `${url}/api`, kafka_bootstrap: 'broker.example:443' };
  const base = { client_id: client.client_id, client_secret: client.client_secret, ...addresses };
  const credentials_id = await fleet.addCredentials('MERCEDES_BENZ', undefined, base);
  const unit = (vin: string, vehicle_model_id = mercedes_models[0] ?? '') => ({
    id: vin,
    brand: 'MERCEDES_BENZ',
    setup: { vehicle_model_id, extensions: [] },
    authentication: { credentials_id },
  });

  /** The real gateway with this brand alone. `wrap` may spoil the source. */
  const start = async (wrap: (source: MessageSource) => MessageSource = (source) => source) =>
    startGateway({
      app: test.app,
      private_key: test.private_key,
      adapters: [mercedes_benz_adapter],
      push: { host: '127.0.0.1', port: 0 },
      listeners: [],
      allow_private_addresses: true,
      kafka: { open: async ({ group_id }) => wrap(openMemorySource(topic, group_id)) },
      onDeposed: () => {},
    });
  return { fake, topic, credentials_id, unit, start };
};
export type MercedesAccount = Awaited<ReturnType<typeof openAccount>>;
