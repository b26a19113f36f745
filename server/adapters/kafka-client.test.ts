import { createServer } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createKafkaBroker, localBroker } from '../../e2e/fakes/kafka/broker.ts';
import { createTopic } from '../../e2e/fakes/kafka/topic.ts';
import { createKafkaClient, type KafkaClientOptions } from './kafka-client.ts';

const soon = { timeout: 30_000, interval: 10 };

/** A broker that sends its clients to another address of this machine, where somebody listens. */
const startLuring = async (options: KafkaClientOptions) => {
  const visits = { count: 0 };
  const inner = createServer((socket) => {
    visits.count += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => inner.listen(0, '127.0.0.2', resolve));
  onTestFinished(() => void inner.close());
  const address = inner.address();
  const topic = createTopic({ name: 'vehiclesignals.fleet', clock: Date.now });
  const broker = createKafkaBroker({ topics: [topic], acceptsToken: () => true, group_prefix: 'fleet' });
  const bootstrap = localBroker(await broker.listen());
  onTestFinished(broker.close);
  broker.control.advertise({ host: '127.0.0.2', port: typeof address === 'object' && address ? address.port : 0 });
  const opening = createKafkaClient(options).open({
    bootstrap,
    topic: topic.name,
    group_id: 'fleet.motorpool',
    client_id: 'motorpool',
    getToken: async () => 'token',
  });
  return { visits, opening };
};

it('goes to no forbidden address, though a broker it may talk to names one', async () => {
  const mayConnect = (host: string) => host !== '127.0.0.2';
  const { visits, opening } = await startLuring({ allow_private_addresses: true, mayConnect });
  await expect(opening).rejects.toMatchObject({ kind: 'offline', message: 'The message log names an address that is not allowed' });
  expect(visits.count).toBe(0);
});

it('would go there without the rule', async () => {
  const { visits, opening } = await startLuring({ allow_private_addresses: true });
  opening.catch(() => {});
  await vi.waitFor(() => expect(visits.count).toBeGreaterThan(0), soon);
  await expect(opening).rejects.toMatchObject({ kind: 'offline' });
});

it.each(['127.0.0.1:9092', 'SASL_SSL://10.0.0.7:443', 'SASL_PLAINTEXT://broker.example:9092', 'nonsense'])(
  'refuses to begin at %s',
  async (bootstrap) => {
    const client = createKafkaClient({ allow_private_addresses: false });
    const opening = client.open({ bootstrap, topic: 't', group_id: 'g', client_id: 'c', getToken: async () => 'token' });
    await expect(opening).rejects.toMatchObject({ kind: 'offline', message: 'The Kafka address stored for the brand is not allowed' });
  },
);
