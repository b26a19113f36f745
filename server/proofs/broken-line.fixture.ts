import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface BrokenLine {
  port: number;
  /** From here on nothing passes, in either direction, and nobody is told: connections stay open, new ones are taken and lead nowhere. */
  part(): void;
  /** What waited passes. */
  heal(): void;
}

/** A way to a server through a network that falls apart without a word. */
export const startBrokenLine = async (target: URL): Promise<BrokenLine> => {
  const open = new Set<Socket>();
  let parted = false;

  /** Paused by hand in place of `pipe`, which would go on by itself. */
  const forward = (from: Socket, to: Socket) => {
    open.add(from);
    if (parted) from.pause();
    from.on('data', (chunk) => {
      if (to.write(chunk)) return;
      from.pause();
      to.once('drain', () => {
        if (!parted) from.resume();
      });
    });
    from.on('error', () => to.destroy());
    from.on('close', () => {
      open.delete(from);
      to.destroy();
    });
  };
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ host: target.hostname, port: Number(target.port), noDelay: true });
    forward(near, far);
    forward(far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of open) socket.destroy();
    await closed;
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    part: () => {
      parted = true;
      for (const socket of open) socket.pause();
    },
    heal: () => {
      parted = false;
      for (const socket of open) socket.resume();
    },
  };
};
