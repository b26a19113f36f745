/** The adapter and its vendor's fake, with the stream in memory; used by tests alone. */
import { mercedes_benz_models } from '#lib/catalogue/models/mercedes-benz.ts';
import { Secret } from '#lib/domain/secret.ts';
import type { UnitRef, VehicleModel } from '#lib/domain/telematics.ts';
import { mergeNotes } from '#lib/domain/unit-notes.ts';
import { createFakeVehicle } from '../../../e2e/fakes/fake-vehicle.ts';
import { createTopic, openMemorySource } from '../../../e2e/fakes/kafka/topic.ts';
import { createMercedesBenzFake, type MercedesBenzFakeOptions } from '../../../e2e/fakes/mercedes-benz/fake.ts';
import type { GuardLimits } from '../brand-guard.ts';
import type { AdapterContext, Credentials, HttpAdapter, StreamNews } from '../port.ts';
import { createAdapterContext, createTestClock } from '../test-context.ts';
import { mercedes_benz_adapter } from './adapter.ts';

export const test_vin = 'W1KFTCARB00000001';
const isElectric = (model: VehicleModel) => model.capabilities.vehicle_state.includes('CHARGING_STATUS');

type Message = { data?: { signals?: { name: string }[] } } & Record<string, unknown>;
/** Changes what the vendor is about to send. */
export type AlterMessage = (message: Message) => Message;

export const startTestAccount = async (
  more: Partial<MercedesBenzFakeOptions> = {},
  model = mercedes_benz_models[0],
  limits: Partial<GuardLimits> = { longest_call_ms: 2_000 },
  adapter: HttpAdapter = mercedes_benz_adapter,
) => {
  if (!model) throw new Error('The catalogue has no model.');
  const clock = createTestClock();
  const topic = createTopic({ name: 'vehiclesignals.fleet', clock: clock.now });
  const secret = 'made-up-secret';
  let alter: AlterMessage = (message) => message;
  const vehicles = [{ ...createFakeVehicle(test_vin, { updated_at: clock.now() }), electric: isElectric(model) }];
  const fake = createMercedesBenzFake({
    clock: clock.now,
    vehicles,
    client_id: 'fleet',
    client_secret: secret,
    send: (text) => {
      const altered = alter(JSON.parse(text) as Message);
      topic.append(JSON.stringify(altered));
    },
    registered: [test_vin],
    ...more,
  });
  const url = await fake.listen();
  const { context, log_lines, close } = createAdapterContext('MERCEDES_BENZ', clock.now, limits);
  const source = openMemorySource(topic, 'fleet.motorpool');
  const unit: UnitRef = { unit_id: test_vin, model, settings: {}, notes: {} };
  const values = {
    client_id: 'fleet',
    client_secret: new Secret(secret),
    region: 'ECE',
    token_url: `${url}/v1/token`,
    base_url: `${url}/api`,
  };
  const credentials: Credentials = { id: 'one', values, revision: 1 };
  const { stream } = adapter;
  if (!stream) throw new Error('The adapter has no stream.');

  /** Reads what the vendor has sent, as the gateway does, and lays its notes over the unit's. */
  const readNews = async (wait_ms = 2_000): Promise<StreamNews> => {
    const messages = await source.poll(wait_ms);
    const news = stream.translate(messages, (vin) => (vin === unit.unit_id ? unit : undefined), clock.now());
    unit.notes = mergeNotes(unit.notes ?? {}, news.notes);
    await source.commit(messages);
    return news;
  };
  /** A first step's result comes by the stream while the adapter waits for it. */
  const awaitResult: AdapterContext['awaitResult'] = async (tracking_id) => {
    const { results } = await readNews();
    return results.find((result) => result.tracking_id === tracking_id)?.outcome;
  };
  return {
    clock,
    topic,
    fake,
    url,
    unit,
    credentials,
    secret,
    context: { ...context, awaitResult } satisfies AdapterContext,
    log_lines,
    readNews,
    alterMessages: (wanted: AlterMessage) => {
      alter = wanted;
    },
    stream,
    end: async () => {
      await fake.close();
      await close();
    },
  };
};
