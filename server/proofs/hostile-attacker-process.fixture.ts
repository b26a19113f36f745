/** Attackers as a process, so that their work is neither the gateway's nor that of the unit whose answers are timed. */
import { vectors as teltonika_vectors, vectorFrame } from '#server/adapters/teltonika/test-vectors.ts';
import { vectors as track_vectors } from '#server/adapters/track-ascii/test-vectors.ts';
import { createDamagedFrames } from './hostile-frames.fixture.ts';
import { attack } from './hostile-peers.fixture.ts';
import { obeyOrder } from './obey-order.fixture.ts';

/** Sent as one message per flood; answered with `done`. */
export interface Flood {
  ports: Record<string, number>;
  seed: number;
  frames_per_protocol: number;
}

const attackers = 8;
const textFrames = (dialect: string) =>
  track_vectors
    .filter((vector) => vector.direction === 'device-to-server' && vector.dialect.startsWith(dialect))
    .map(({ text }) => Buffer.from(text));
const floods = [
  {
    brand: 'TELTONIKA',
    hello: vectorFrame('tk-imei'),
    frames: teltonika_vectors.filter(({ expected }) => expected.kind !== 'identification').map(({ hex }) => Buffer.from(hex, 'hex')),
  },
  { brand: 'OKAI', hello: Buffer.alloc(0), frames: textFrames('okai') },
  { brand: 'QUECLINK', hello: Buffer.alloc(0), frames: textFrames('queclink') },
];

const carryOut = ({ ports, seed, frames_per_protocol }: Flood) =>
  Promise.all(
    floods.flatMap(({ brand, hello, frames }, flood) =>
      Array.from({ length: attackers }, (_, number) => {
        const next = createDamagedFrames(frames, seed + flood * 100 + number);
        return attack(ports[brand] ?? 0, hello, next, Math.ceil(frames_per_protocol / attackers));
      }),
    ),
  );

obeyOrder<object>(async () => {
  process.on('message', (flood) => void carryOut(flood as Flood).then(() => process.send?.({ done: true })));
  return {};
});
