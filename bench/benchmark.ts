/** One row of the table of what must be fast: an id (A1, B, …), and a way to measure it once against its limit or peer. */
export type Benchmark = {
  id: string;
  title: string;
  /** What is measured is compared with `goal`: at least for a share of a limit, at most for a multiple of a peer. */
  goal: { ratio: number; better: 'higher' | 'lower' };
  /** False: measured once, not on each database. */
  needs_database?: boolean;
  /** Runs ours and the peer once each, interleaved by the caller over the repetitions. Throws when rows or answers are missing. */
  subject: Measure;
  peer: Measure;
};

export type Database = 'sqlite' | 'postgresql' | 'none';
export type MeasureContext = { database: Database; database_url: string | undefined; repetition: number };
/** Throughput or latency in `unit`, and the processor time of the measured server per operation. */
export type Figure = { value: number; unit: string; cpu_us_per_operation?: number; p50?: number };
export type Measure = (context: MeasureContext) => Promise<Figure>;

export type Sample = { subject: Figure; peer: Figure; load_average: number };
export type Outcome = { benchmark: Benchmark; database: Database; samples: Sample[] };

/** The middle ratio of subject to peer, and whether it meets the goal. */
export function judge({ benchmark, samples }: Outcome): { ratio: number; met: boolean } {
  const ratios = samples.map(({ subject, peer }) => subject.value / peer.value).sort((a, b) => a - b);
  const ratio = ratios[Math.floor(ratios.length / 2)] ?? Number.NaN;
  return { ratio, met: benchmark.goal.better === 'higher' ? ratio >= benchmark.goal.ratio : ratio <= benchmark.goal.ratio };
}
