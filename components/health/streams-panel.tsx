'use client';
import { Empty } from '#components/states/empty.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { InstallationHealth } from '#lib/contract/health.ts';
import type { Message } from '#lib/messages/text.ts';
import { FigureTable } from './figure-table.tsx';

const kinds: Record<InstallationHealth['streams'][number]['kind'], Message> = {
  VENDOR: 'From the manufacturer',
  CONSUMER: 'Event consumer',
  WEBHOOK: 'Webhook',
  NOTIFICATION: 'Notification',
  DUTY: 'Motorpool’s own',
};
const states: Record<string, Message> = { BROKEN: 'Broken off', DISABLED: 'Switched off', FAILING: 'Failing' };
/** What the gateway’s own readers are called. */
const duties: Record<string, Message> = { trips: 'Trips', geofences: 'Geofences' };

/** Logs of manufacturers that are read, and everybody who reads ours. */
export function StreamsPanel({ health }: { health: InstallationHealth }) {
  const { t, formatNumber } = useText();
  const figures = health.streams.map(({ kind, name, status, waiting, caught_up_at }) => ({
    key: `${kind} ${name}`,
    cells: [
      kind === 'DUTY' ? t(duties[name] ?? kinds[kind]) : name,
      t(kinds[kind]),
      t(states[status] ?? 'Connected'),
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
