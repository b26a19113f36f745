'use client';
import { Empty } from '#components/states/empty.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { InstallationHealth } from '#lib/contract/health.ts';
import { FigureTable } from './figure-table.tsx';

/** Logs of manufacturers that are read, and webhooks that are written to. */
export function StreamsPanel({ health }: { health: InstallationHealth }) {
  const { t, formatNumber } = useText();
  const figures = health.streams.map(({ kind, name, status, waiting, caught_up_at }) => ({
    key: `${kind} ${name}`,
    cells: [
      name,
      t(kind === 'VENDOR' ? 'From the manufacturer' : 'Webhook'),
      status === 'BROKEN' || status === 'DISABLED' ? t('Broken off') : t('Connected'),
      waiting === undefined ? '—' : formatNumber(waiting),
      caught_up_at ? <RelativeTime key="since" at={caught_up_at} short /> : '—',
    ],
  }));
  return (
    <Panel title={t('Streams')} flush>
      {figures.length === 0 ? (
        <Empty title={t('No stream is set up')} />
      ) : (
        <FigureTable
          label={t('Streams')}
          heads={[t('Name'), t('Kind'), t('State'), t('Waiting'), t('Caught up')]}
          words={3}
          figures={figures}
        />
      )}
    </Panel>
  );
}
