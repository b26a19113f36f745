import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { createDatabase, startPostgres } from '../e2e/postgres.ts';
import type { Benchmark, Database, Outcome, Sample } from './benchmark.ts';
import { writeReport } from './report.ts';

/** `npm run bench` runs every `*.bench.ts` of this folder on both databases and writes results.md; `npm run bench -- A1 D-list` runs those alone, and `-- D` all of D. */
const repetitions = 3;
const wanted = process.argv.slice(2);
const folder = import.meta.dirname;

const isWanted = ({ id }: Benchmark) => wanted.length === 0 || wanted.some((one) => id === one || id.startsWith(`${one}-`));

const benchmarks: Benchmark[] = [];
/** What benchmarks of one file share ends with the run. */
const ends: (() => Promise<void>)[] = [];
for (const file of readdirSync(folder).filter((name) => name.endsWith('.bench.ts'))) {
  const loaded: { benchmarks: Benchmark[]; end?: () => Promise<void> } = await import(join(folder, file));
  if (loaded.end) ends.push(loaded.end);
  benchmarks.push(...loaded.benchmarks.filter(isWanted));
}
if (benchmarks.length === 0) {
  console.error(wanted.length === 0 ? 'There is no *.bench.ts file here.' : `No benchmark is called ${wanted.join(' or ')}.`);
  process.exit(1);
}

const postgres = await startPostgres();
const outcomes: Outcome[] = [];
try {
  for (const benchmark of benchmarks) {
    const databases: Database[] = benchmark.needs_database === false ? ['none'] : ['sqlite', 'postgresql'];
    for (const database of databases) outcomes.push(await repeat(benchmark, database));
  }
} finally {
  for (const end of ends) await end();
  await postgres.stop();
}
const report = writeReport(outcomes, {
  commit: readCommit(),
  machine: `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, Node ${process.version}`,
});
if (wanted.length === 0) writeFileSync(join(folder, 'results.md'), report);
console.log(report);

/** Ours and the peer by turns (A, B, B, A, A, B), so that drift of the machine hits both. */
async function repeat(benchmark: Benchmark, database: Database): Promise<Outcome> {
  const samples: Sample[] = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    const prepare = async () => ({
      database,
      repetition,
      database_url: database === 'postgresql' ? await createDatabase(postgres.url) : undefined,
    });
    const subject_first = repetition % 2 === 0;
    const first = await (subject_first ? benchmark.subject : benchmark.peer)(await prepare());
    const second = await (subject_first ? benchmark.peer : benchmark.subject)(await prepare());
    samples.push({ subject: subject_first ? first : second, peer: subject_first ? second : first, load_average: loadavg()[0] ?? 0 });
    console.error(`${benchmark.id} on ${database}: ${repetition + 1} of ${repetitions}`);
  }
  return { benchmark, database, samples };
}

function readCommit(): string {
  return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
}
