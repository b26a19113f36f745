import { type Figure, judge, type Outcome } from './benchmark.ts';

export type Surroundings = { commit: string; machine: string };

/** The page `bench/results.md`: ratios first, since absolute figures mean nothing on a shared machine. */
export function writeReport(outcomes: Outcome[], { commit, machine }: Surroundings): string {
  const rows = outcomes.map((outcome) => {
    const { benchmark, database, samples } = outcome;
    const { ratio, met } = judge(outcome);
    const goal = `${benchmark.goal.better === 'higher' ? '≥' : '≤'} ${benchmark.goal.ratio}`;
    const ratios = samples.map(({ subject, peer }) => (subject.value / peer.value).toFixed(2)).join(' ');
    const figures = samples.map(({ subject, peer }) => `${showFigure(subject)} / ${showFigure(peer)}`).join(', ');
    const cpu = samples.map(({ subject }) => subject.cpu_us_per_operation?.toFixed(1) ?? '–').join(' ');
    const load = samples.map(({ load_average }) => load_average.toFixed(2)).join(' ');
    const cells = [
      benchmark.id,
      benchmark.title,
      database,
      `**${ratio.toFixed(2)}**`,
      goal,
      met ? 'met' : 'missed',
      ratios,
      figures,
      samples[0]?.subject.unit,
      cpu,
      load,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '# Benchmark results',
    '',
    `Commit ${commit}; ${machine}. Each figure is a ratio to a limit or a peer that was measured in the same run, interleaved; every repetition is shown.`,
    '',
    '| id | benchmark | database | ratio | goal | | ratios | ours / peer | unit | CPU µs per operation | load |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function show(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
}

function showFigure({ value, p50 }: Figure): string {
  return p50 === undefined ? show(value) : `${show(value)} (p50 ${show(p50)})`;
}
