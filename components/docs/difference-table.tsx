import { Badge } from '#components/ui/badge.tsx';
import { CodeText } from './code-text.tsx';
import type { Difference, DifferenceMark } from './oneapi-differences.ts';

const marks: Record<DifferenceMark, { label: string; tone: 'ok' | 'accent' | 'warning' }> = {
  same: { label: 'Same', tone: 'ok' },
  added: { label: 'Added', tone: 'accent' },
  differs: { label: 'Differs', tone: 'warning' },
};

/** Each point with how it stands to the public interface. */
export const DifferenceTable = ({ entries }: { entries: readonly Difference[] }) => (
  <dl className="divide-y divide-line rounded-lg border border-line bg-surface px-3">
    {entries.map(({ topic, mark, text }) => (
      <div key={`${topic}-${mark}`} className="grid gap-x-4 gap-y-1 py-2 sm:grid-cols-[12rem_1fr]">
        <dt className="flex items-start justify-between gap-2 font-medium">
          {topic}
          <Badge tone={marks[mark].tone}>{marks[mark].label}</Badge>
        </dt>
        <dd className="min-w-0 text-ink-soft [overflow-wrap:anywhere]">
          <CodeText text={text} />
        </dd>
      </div>
    ))}
  </dl>
);
