'use client';
import { DataList } from '#components/ui/data-list.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { InstallationHealth } from '#lib/contract/health.ts';
import { inMegabytes } from './health-words.ts';

export function StoragePanel({ health }: { health: InstallationHealth }) {
  const { t, formatNumber } = useText();
  const { engine, size_in_bytes, log_rows, oldest_event_at } = health.storage;
  const items = [
    { label: t('Database'), value: engine },
    { label: t('Size'), value: formatNumber(inMegabytes(size_in_bytes), 'MB') },
    { label: t('Events in the log'), value: formatNumber(log_rows) },
    { label: t('Oldest event'), value: oldest_event_at ? <RelativeTime at={oldest_event_at} focusable /> : '—' },
  ];
  const fullest = health.bounds.toSorted((a, b) => b.used / b.bound - a.used / a.bound)[0];
  const share = fullest && Math.round((fullest.used / fullest.bound) * 100);
  return (
    <Panel title={t('Storage')}>
      <DataList items={[...items, { label: t('Fullest queue or cache'), value: share === undefined ? '—' : formatNumber(share, '%') }]} />
    </Panel>
  );
}
