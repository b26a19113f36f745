import type { Benchmark } from './benchmark.ts';
import { type Kind, roundOf } from './lists/run-lists.ts';

const growth = (kind: Kind, title: string): Benchmark => ({
  id: `D-${kind}`,
  title: `${title}: 100,000 vehicles against 1,000`,
  goal: { ratio: 2, better: 'lower' },
  subject: async (context) => (await roundOf(context)).latency[kind].large,
  peer: async (context) => (await roundOf(context)).latency[kind].small,
});

const overBare = (name: 'read' | 'page', title: string): Benchmark => ({
  id: `D-cpu-${name}`,
  title: `${title} with sign-in, against node:http answering the same bytes`,
  goal: { ratio: 1.5, better: 'lower' },
  subject: async (context) => (await roundOf(context)).cpu[name].ours,
  peer: async (context) => (await roundOf(context)).cpu[name].bare,
});

export const benchmarks: Benchmark[] = [
  growth('list', 'a page of the list'),
  growth('filter', 'a page by status, brand or tag'),
  growth('search', 'search by plate'),
  growth('read', 'one vehicle'),
  growth('place', 'vehicles of a street block'),
  growth('contact', 'a page by last contact'),
  overBare('read', 'one vehicle'),
  overBare('page', 'a page of 100'),
  {
    id: 'D-page',
    title: 'the text of a page of 100, against rows made into objects and JSON.stringify',
    goal: { ratio: 0.3, better: 'lower' },
    subject: async (context) => (await roundOf(context)).page.texts,
    peer: async (context) => (await roundOf(context)).page.objects,
  },
];
