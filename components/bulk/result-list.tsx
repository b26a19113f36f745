'use client';
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { StatusDot } from '#components/ui/status-dot.tsx';
import { saveCsv, writeCsv } from '#lib/client/csv.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { StatusDisplay } from '#lib/display/tone.ts';
import type { MarkedVehicle } from './bulk-actions.ts';

export interface ResultRow {
  vehicle: MarkedVehicle;
  mark: Pick<StatusDisplay, 'tone' | 'shape'>;
  result: string;
  /** What went wrong, in a few words. */
  problem?: string | undefined;
}

/** What became of each vehicle, to read and to take along. */
export function ResultList({ rows, file_name, children }: { rows: readonly ResultRow[]; file_name: string; children?: ReactNode }) {
  const { t } = useText();
  const save = () => {
    const lines = rows.map(({ vehicle, result, problem }) => [vehicle.label, vehicle.id, result, problem ?? '']);
    saveCsv(`${file_name}.csv`, writeCsv([t('Vehicle'), t('Id'), t('Result'), t('Problem')], lines));
  };
  return (
    <div className="flex min-h-0 flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        {children}
        <Button size="sm" icon={Download} onClick={save}>
          {t('Save as CSV')}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by the keyboard */}
      <ul aria-label={t('Result per vehicle')} tabIndex={0} className="max-h-72 overflow-y-auto rounded-md border border-line">
        {rows.map(({ vehicle, mark, result, problem }) => (
          <li
            key={vehicle.id}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 border-line border-b px-2.5 py-1.5 last:border-b-0"
          >
            <span className="truncate font-medium">{vehicle.label}</span>
            <StatusDot status={mark} text={result} />
            {problem && <span className="col-span-2 text-ink-soft text-xs">{problem}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
