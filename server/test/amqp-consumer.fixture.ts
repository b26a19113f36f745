/** A booking system as its makers would write it: an AMQP library that is not ours, the account of an event consumer, a queue per topic. */
import { setTimeout as pause } from 'node:timers/promises';
import { type ChannelModel, type ConsumeMessage, connect } from 'amqplib';

export interface ConsumerAccount {
  host: string;
  port: number;
  virtual_host: string;
  user: string;
  password: string;
}

export const connectAs = async ({ host, port, user, password, virtual_host }: ConsumerAccount): Promise<ChannelModel> => {
  const link = await connect({ hostname: host, port, username: user, password, vhost: virtual_host });
  // Whoever uses the link is told by what he does with it; without a listener the process would end.
  link.on('error', () => {});
  return link;
};

export interface AmqpConsumer {
  stop(): Promise<void>;
}

const prefetch = 1_000;
const retry_ms = 100;

/** Consumes and acknowledges until it is stopped; comes back whenever the broker was away. */
export const startAmqpConsumer = (
  account: ConsumerAccount,
  queues: readonly string[],
  onMessage: (message: ConsumeMessage, queue: string) => void,
): AmqpConsumer => {
  let stopped = false;
  let link: ChannelModel | undefined;

  const consume = async () => {
    link = await connectAs(account);
    const closed = new Promise((resolve) => void link?.once('close', resolve));
    const channel = await link.createChannel();
    channel.on('error', () => {});
    const ended = new Promise((resolve) => void channel.once('close', resolve));
    await channel.prefetch(prefetch);
    for (const queue of queues) {
      await channel.consume(queue, (message) => {
        if (!message) return void link?.close().catch(() => {});
        onMessage(message, queue);
        channel.ack(message);
      });
    }
    await Promise.race([closed, ended]);
  };

  const running = (async () => {
    while (!stopped) {
      await consume().catch(() => {});
      await link?.close().catch(() => {});
      if (!stopped) await pause(retry_ms);
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      await link?.close().catch(() => {});
      await running;
    },
  };
};
