import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase } from '../../e2e/postgres.ts';
import type { Database, Figure, MeasureContext } from '../benchmark.ts';
import type { LoadResult, SampleVehicle, Usage, WebOptions, WebQuestion, WebReady } from './messages.ts';

export const sizes = { small: 1000, large: 100_000 } as const;
export type Size = keyof typeof sizes;

const base = '/api/v1/vehicles';
const repetitions = 3;
const requests = 400;
const warm_up = 50;
const pages = 150;
/** Short turns by which ours and the bare server are compared: the middle one counts, so that what else the machine does hits few of them. */
const turns = 21;
const requests_per_turn = 100;

const pick = <T>(values: readonly T[], index: number): T => {
  const value = values[(index * 7919) % values.length];
  if (value === undefined) throw new Error('The fleet is empty.');
  return value;
};
/** In degrees, at the small size. The large fleet lies in the same cities, so its box is smaller and holds as many vehicles. */
const half_box = 0.004;
const statuses = [
  'operation_status=GARAGE',
  'rental_status=IN_RENTAL',
  'life_status=OFFLINE',
  'brand=niu',
  'telematics_brand=teltonika&vehicle_type=car',
];

/** What is asked, by the index of the request. A page is full at either size. */
export const kinds = {
  list: (_: SampleVehicle[], index: number) => `${base}?limit=20&sort=${pick(['created_at', '-created_at', 'license_plate'], index)}`,
  filter: (all: SampleVehicle[], index: number) => {
    const tag = pick(all, index).tags[0];
    return index % 2 && tag ? `${base}?limit=5&tags=${encodeURIComponent(tag)}` : `${base}?limit=5&${pick(statuses, index)}`;
  },
  search: (all: SampleVehicle[], index: number) => `${base}?limit=5&q=${encodeURIComponent(pick(all, index).license_plate ?? '')}`,
  read: (all: SampleVehicle[], index: number) => `${base}/${pick(all, index).id}`,
  place: (all: SampleVehicle[], index: number, vehicles: number) => {
    const { lat, lon } = pick(all, index);
    const half = half_box * Math.sqrt(sizes.small / vehicles);
    return `${base}?limit=1&bbox=${[lon - half, lat - half, lon + half, lat + half].map((degrees) => degrees.toFixed(5)).join()}`;
  },
  contact: () => `${base}?limit=20&sort=-last_contact_at`,
} as const;
export type Kind = keyof typeof kinds;
const kind_names = Object.keys(kinds) as Kind[];

/** One turn: p99 and p50 by kind and size, and the processor time of single answers beside that of the bare server. */
interface Round {
  latency: Record<Kind, Record<Size, Figure>>;
  cpu: Record<'read' | 'page', { ours: Figure; bare: Figure }>;
  page: Record<'texts' | 'objects', Figure>;
}

const start = (file: string, options: object = {}): ChildProcess => fork(join(import.meta.dirname, file), [JSON.stringify(options)]);
const answerOf = async <T>(child: ChildProcess): Promise<T> => {
  const done = new AbortController();
  const { signal } = done;
  const died = once(child, 'exit', { signal }).then(() => Promise.reject(new Error('A process of the benchmark died.')));
  const answered = once(child, 'message', { signal }).then(([message]) => message as T);
  return Promise.race([answered, died]).finally(() => {
    done.abort();
    for (const rest of [answered, died]) rest.catch(() => {});
  });
};
const askChild = async <T>(child: ChildProcess, message: object): Promise<T> => {
  child.send(message);
  return answerOf<T>(child);
};

const share = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;

interface Served {
  child: ChildProcess;
  port: number;
  token: string;
}

/** Times and the server's processor time of these requests, after a few that do not count. */
const measure = async (load: ChildProcess, { child, port, token }: Served, paths: string[]): Promise<Figure> => {
  await askChild<LoadResult>(load, { port, token, paths: paths.slice(0, warm_up) });
  const before = await askChild<Usage>(child, { ask: 'usage' } satisfies WebQuestion);
  const { latencies_ms } = await askChild<LoadResult>(load, { port, token, paths });
  const after = await askChild<Usage>(child, { ask: 'usage' } satisfies WebQuestion);
  const sorted = latencies_ms.toSorted((a, b) => a - b);
  const cpu_us_per_operation = (after.cpu_us - before.cpu_us) / paths.length;
  return { value: share(sorted, 0.99), unit: 'ms (p99)', p50: share(sorted, 0.5), cpu_us_per_operation };
};

const pathsOf = (kind: Kind, samples: SampleVehicle[], size: Size) =>
  Array.from({ length: requests }, (_, index) => kinds[kind](samples, index, sizes[size]));
const inTurns = <T>(values: readonly T[], round: number) => (round % 2 ? values.toReversed() : values);
const asCpu = (figure: Figure): Figure => ({ ...figure, value: figure.cpu_us_per_operation ?? Number.NaN, unit: 'µs CPU' });

const middle = (figures: Figure[]): Figure => {
  const found = figures.toSorted((a, b) => a.value - b.value)[figures.length >> 1];
  if (!found) throw new Error('Nothing was measured.');
  return found;
};

const compareCost = async (load: ChildProcess, servers: Record<'ours' | 'bare', Served>, path: string) => {
  const paths = Array.from({ length: requests_per_turn }, () => path);
  const figures: Record<'ours' | 'bare', Figure[]> = { ours: [], bare: [] };
  for (let turn = 0; turn < turns; turn += 1) {
    for (const who of inTurns(['ours', 'bare'] as const, turn)) figures[who].push(asCpu(await measure(load, servers[who], paths)));
  }
  return { ours: middle(figures.ours), bare: middle(figures.bare) };
};

const measureRounds = async (context: MeasureContext): Promise<Round[]> => {
  const data_dir = mkdtempSync(join(tmpdir(), 'motorpool-bench-'));
  const children: ChildProcess[] = [];
  const run = (file: string, options?: object) => {
    const child = start(file, options);
    children.push(child);
    return child;
  };
  try {
    const open = async (size: Size) => {
      const database_url = context.database_url && (await createDatabase(context.database_url));
      const child = run('web.process.ts', { data_dir: join(data_dir, size), database_url, vehicles: sizes[size] } satisfies WebOptions);
      return { child, ...(await answerOf<WebReady>(child)) };
    };
    const servers = { small: await open('small'), large: await open('large') };
    const bare_child = run('bare.process.ts');
    const { port: bare_port } = await answerOf<{ port: number }>(bare_child);
    const load = run('load.process.ts');
    await answerOf(load);

    const { large } = servers;
    const fixed = { read: `${base}/${pick(large.samples, 1).id}`, page: base };
    const bodies: Record<string, string> = {};
    for (const path of Object.values(fixed)) {
      const answer = await fetch(`http://127.0.0.1:${large.port}${path}`, { headers: { authorization: `Bearer ${large.token}` } });
      bodies[path] = await answer.text();
    }
    await askChild(bare_child, { bodies });
    const bare = { child: bare_child, port: bare_port, token: large.token };

    const rounds: Round[] = [];
    for (let round = 0; round < repetitions; round += 1) {
      const latency = {} as Round['latency'];
      for (const kind of kind_names) {
        latency[kind] = {} as Record<Size, Figure>;
        for (const size of inTurns(['small', 'large'] as const, round)) {
          latency[kind][size] = await measure(load, servers[size], pathsOf(kind, servers[size].samples, size));
        }
      }
      const cpu = {} as Round['cpu'];
      for (const name of ['read', 'page'] as const) {
        cpu[name] = await compareCost(load, { ours: large, bare }, fixed[name]);
      }
      const page = {} as Round['page'];
      for (const by of inTurns(['texts', 'objects'] as const, round)) {
        await askChild<Usage>(large.child, { ask: 'make_pages', by, times: warm_up } satisfies WebQuestion);
        const { cpu_us } = await askChild<Usage>(large.child, { ask: 'make_pages', by, times: pages } satisfies WebQuestion);
        page[by] = { value: cpu_us / pages, unit: 'µs CPU' };
      }
      rounds.push({ latency, cpu, page });
    }
    return rounds;
  } finally {
    for (const child of children) child.kill('SIGKILL');
    rmSync(data_dir, { recursive: true, force: true });
  }
};

const measured = new Map<Database, Promise<Round[]>>();

/** All kinds are measured together, on one fleet of each size: the first that asks waits for it, the others read. */
export const roundOf = async (context: MeasureContext): Promise<Round> => {
  const rounds = measured.get(context.database) ?? measureRounds(context);
  measured.set(context.database, rounds);
  const round = (await rounds)[context.repetition];
  if (!round) throw new Error(`There is no repetition ${context.repetition}.`);
  return round;
};
