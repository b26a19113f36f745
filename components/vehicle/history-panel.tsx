'use client';
import { useQuery } from '@tanstack/react-query';
import { ChartLine } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useId, useState } from 'react';
import { problemOf } from '#components/lifecycle/problem-of.ts';
import { Empty } from '#components/states/empty.tsx';
import { Failed } from '#components/states/failed.tsx';
import { Loading } from '#components/states/loading.tsx';
import { useClock } from '#components/ui/clock.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import { Select } from '#components/ui/select.tsx';
import { Table, Td, Th, Tr } from '#components/ui/table.tsx';
import { call } from '#lib/client/api.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { HistoryPoint } from '#lib/contract/history.ts';
import { formatStateValue, stateLabel } from '#lib/display.ts';
import type { Capabilities } from '#lib/domain/capability.ts';
import type { NumericProperty } from '#lib/domain/vehicle-state.ts';
import { chartedProperties, historyRanges, spanOf } from './history-range.ts';
import { useTicking } from './use-ticking.ts';

const HistoryChart = dynamic(() => import('./history-chart.tsx').then((module) => module.HistoryChart), {
  ssr: false,
  loading: () => <div className="h-54" />,
});

export interface HistoryPanelProps {
  vehicle_id: string;
  capabilities: Capabilities;
  /** The instant that the page is looked at; undefined: the present. */
  look_at: string | undefined;
  /** An instant to mark. */
  marked_at: string | undefined;
  onPickTime: (at: string) => void;
}

const minute_ms = 60_000;
const points = 500;

function ValueTable({
  items,
  formatValue,
  label,
}: {
  items: readonly HistoryPoint[];
  formatValue: (value: number) => string;
  label: string;
}) {
  const { t, formatInstant } = useText();
  const { time_zone } = useClock();
  return (
    <div className="max-h-72 overflow-y-auto">
      <Table label={label}>
        <thead>
          <tr>
            <Th>{t('Time')}</Th>
            <Th numeric>{t('Value')}</Th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ at, value }) => (
            <Tr key={at}>
              <Td>{formatInstant(at, time_zone)}</Td>
              <Td numeric>{formatValue(value)}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

/** The course of one numeric property, as a drawing and as a table. */
export function HistoryPanel({ vehicle_id, capabilities, look_at, marked_at, onPickTime }: HistoryPanelProps) {
  const text = useText();
  const { t, count } = text;
  const id = useId();
  const properties = chartedProperties(capabilities);
  const [chosen, setChosen] = useState<NumericProperty>();
  const [range, setRange] = useState<keyof typeof historyRanges>('day');
  // The end of the running minute, so that what was reported in it is shown.
  const now_ms = useTicking((present_ms) => Math.floor(present_ms / minute_ms) + 1) * minute_ms;
  const property = chosen ?? properties[0];
  const { after_ms, before_ms } = spanOf(range, look_at, now_ms);
  const query = {
    property: property ?? 'speed_in_kilometers_per_hour',
    after: new Date(after_ms).toISOString(),
    before: new Date(before_ms).toISOString(),
    points,
  };
  const history = useQuery({
    queryKey: ['getStateHistory', { vehicle_id, ...query }],
    queryFn: ({ signal }) => call('getStateHistory', { params: { vehicle_id }, query }, signal),
    enabled: property !== undefined,
    placeholderData: (before, asked) =>
      (asked?.queryKey[1] as { property?: string } | undefined)?.property === property ? before : undefined,
  });
  if (!property) return null;
  const items = history.data?.items ?? [];
  const label = t(stateLabel(property));
  const formatValue = (value: number) => formatStateValue(property, value, text);
  const values = items.map(({ value }) => value);
  const summary = t('{property}: lowest {lowest}, highest {highest}, newest {newest}', {
    property: label,
    lowest: formatValue(Math.min(...values)),
    highest: formatValue(Math.max(...values)),
    newest: formatValue(values.at(-1) ?? 0),
  });
  return (
    <Panel title={t('History')}>
      <div className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center gap-2" data-print="never">
          <label htmlFor={id} className="sr-only">
            {t('Property')}
          </label>
          <Select
            id={id}
            value={property}
            options={properties.map((value) => ({ value, label: t(stateLabel(value)) }))}
            onChange={(event) => setChosen(event.target.value as NumericProperty)}
            className="w-56"
          />
          <Segmented
            label={t('Span of time')}
            value={range}
            onChange={setRange}
            segments={(Object.keys(historyRanges) as (keyof typeof historyRanges)[]).map((value) => ({
              value,
              label: t(historyRanges[value].label),
            }))}
          />
        </div>
        {history.isError && !history.data && (
          <Failed title={t('The history could not be loaded')} {...problemOf(history.error)} retry={() => void history.refetch()} />
        )}
        {history.isPending && <Loading what="history" form="panel" rows={4} className="px-0!" />}
        {history.data && items.length === 0 && (
          <Empty icon={ChartLine} title={t('No values in this time')} description={t('Choose a longer time, or another property.')} />
        )}
        {items.length > 0 && (
          <>
            <HistoryChart
              property={property}
              points={items}
              after_ms={after_ms}
              before_ms={before_ms}
              summary={summary}
              formatValue={formatValue}
              marked_at={marked_at}
              onPickTime={onPickTime}
            />
            <p className="text-ink-faint text-xs">
              {summary}
              {history.data?.sampled && ` · ${t('so many reports that not every one is shown')}`}
            </p>
            <details>
              <summary className="cursor-pointer rounded-sm text-ink-faint text-xs">
                {count(items.length, 'As a table ({count} value)', 'As a table ({count} values)')}
              </summary>
              <ValueTable items={items} formatValue={formatValue} label={label} />
            </details>
          </>
        )}
      </div>
    </Panel>
  );
}
