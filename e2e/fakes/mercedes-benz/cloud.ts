import { createKafkaBroker, localBroker } from '../kafka/broker.ts';
import { createTopic } from '../kafka/topic.ts';
import { createMercedesBenzFake, type MercedesBenzFakeOptions } from './fake.ts';

export interface MercedesBenzCloudOptions extends Omit<MercedesBenzFakeOptions, 'send'> {
  /** The log keeps so many messages. */
  most_messages?: number;
  /** After this time the broker wants a token again. */
  session_ms?: number;
}

export interface MercedesBenzPorts {
  http: number;
  kafka: number;
}

/** What a fleet stores as credentials to reach a cloud on this machine. */
export const mercedesBenzCredentials = (client: { client_id: string; client_secret: string }, ports: MercedesBenzPorts) => ({
  client_id: client.client_id,
  client_secret: client.client_secret,
  region: 'ECE',
  token_url: `http://127.0.0.1:${ports.http}/v1/token`,
  base_url: `http://127.0.0.1:${ports.http}/api`,
  kafka_bootstrap: localBroker(ports.kafka),
});

/** The whole vendor on real sockets: token server and REST interface, and a Kafka broker with the account's topic. */
export const createMercedesBenzCloud = ({ most_messages, session_ms, ...options }: MercedesBenzCloudOptions) => {
  const { clock, client_id } = options;
  const topic = createTopic({ name: `vehiclesignals.${client_id}`, clock, ...(most_messages !== undefined && { most_messages }) });
  const fake = createMercedesBenzFake({ ...options, send: topic.append });
  const broker = createKafkaBroker({
    topics: [topic],
    acceptsToken: fake.acceptsToken,
    group_prefix: client_id,
    ...(session_ms !== undefined && { session_ms }),
  });
  return {
    /** Opens both; gives the values of the credentials that open them. Without ports any free ones. */
    listen: async (ports?: MercedesBenzPorts) => {
      const http = Number(new URL(await fake.listen(ports?.http)).port);
      const kafka = await broker.listen(ports?.kafka);
      return mercedesBenzCredentials(options, { http, kafka });
    },
    close: async (): Promise<void> => {
      await Promise.all([fake.close(), broker.close()]);
    },
    /** Cars, commands, registrations and faults of the REST interface. */
    control: fake.control,
    broker: broker.control,
    topic,
    messages: fake.messages,
  };
};
export type MercedesBenzCloud = ReturnType<typeof createMercedesBenzCloud>;
