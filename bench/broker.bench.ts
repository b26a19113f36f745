import type { Benchmark } from './benchmark.ts';
import { endBroker, measurePublishing } from './broker/run-broker.ts';

export const benchmarks: Benchmark[] = [
  {
    id: 'I',
    title:
      'events of the log to RabbitMQ with publisher confirms, against a bare publisher of the same messages with the same window of 500',
    goal: { ratio: 0.8, better: 'higher' },
    subject: measurePublishing('relay'),
    peer: measurePublishing('bare'),
  },
  {
    id: 'I-outage',
    title:
      'the backlog of five minutes without a broker at 200 events a second, drained by the relay that waited, against a bare publisher of the same messages',
    goal: { ratio: 0.8, better: 'higher' },
    subject: measurePublishing('caught out'),
    peer: measurePublishing('bare'),
  },
];

export const end = endBroker;
