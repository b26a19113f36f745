import type { Benchmark } from './benchmark.ts';
import { endBroker, measurePublishing } from './broker/run-broker.ts';

export const benchmarks: Benchmark[] = [
  {
    id: 'I',
    title: 'events of the log to RabbitMQ with publisher confirms, against a bare publisher of the same bodies with the same window of 500',
    goal: { ratio: 0.8, better: 'higher' },
    subject: measurePublishing('relay'),
    peer: measurePublishing('bare'),
  },
];

export const end = endBroker;
