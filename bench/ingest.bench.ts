import type { Benchmark } from './benchmark.ts';
import { measureRawAppend } from './ingest/append-raw.ts';
import { measureFleetSize, measureIngest } from './ingest/run-ingest.ts';

const vehicles = 10_000;

export const benchmarks: Benchmark[] = [
  {
    id: 'A1',
    title: 'ingest over TCP, 1 record a packet, durable and acknowledged, against the gateway without a store',
    goal: { ratio: 0.5, better: 'higher' },
    subject: (context) => measureIngest(context, { store: 'real', vehicles, records_per_packet: 1 }),
    peer: (context) => measureIngest(context, { store: 'null', vehicles, records_per_packet: 1 }),
  },
  {
    id: 'A1-raw',
    title: 'the same ingest against a raw durable append in batches of 100',
    goal: { ratio: 0.45, better: 'higher' },
    subject: (context) => measureIngest(context, { store: 'real', vehicles, records_per_packet: 1 }),
    peer: measureRawAppend,
  },
  {
    id: 'A2',
    title: 'ingest with 10 records a packet against 1 record a packet',
    goal: { ratio: 3, better: 'higher' },
    subject: (context) => measureIngest(context, { store: 'real', vehicles, records_per_packet: 10 }),
    peer: (context) => measureIngest(context, { store: 'real', vehicles, records_per_packet: 1 }),
  },
  {
    id: 'A4',
    title: 'processor time of a record in a fleet of 100,000 against one of 10,000',
    goal: { ratio: 1.5, better: 'lower' },
    subject: (context) => measureFleetSize(context, 100_000),
    peer: (context) => measureFleetSize(context, 10_000),
  },
  {
    id: 'A4-small',
    title: 'processor time of a record in a fleet of 10,000 against one of 1,000',
    goal: { ratio: 1.5, better: 'lower' },
    subject: (context) => measureFleetSize(context, 10_000),
    peer: (context) => measureFleetSize(context, 1_000),
  },
];
