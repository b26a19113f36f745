'use client';
import { Empty } from '#components/states/empty.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { StatusDot } from '#components/ui/status-dot.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { InstallationHealth } from '#lib/contract/health.ts';
import { FigureTable } from './figure-table.tsx';
import { breakers } from './health-words.ts';

export function ManufacturersPanel({ health }: { health: InstallationHealth }) {
  const { t, formatNumber } = useText();
  const figures = health.brands.map(
    ({ brand, name, breaker, calls, error_rate, p90_ms, running, waiting, polled_vehicles, poll_lag_seconds }) => ({
      key: brand,
      cells: [
        name,
        <StatusDot key="breaker" status={breakers[breaker]} />,
        formatNumber(calls),
        formatNumber(error_rate * 100, '%'),
        p90_ms === undefined ? '—' : formatNumber(Math.round(p90_ms), 'ms'),
        `${formatNumber(running)} / ${formatNumber(waiting)}`,
        formatNumber(polled_vehicles),
        formatNumber(poll_lag_seconds, 's'),
      ],
    }),
  );
  const heads = [t('Brand'), t('State'), t('Calls'), t('Failed'), t('Answer'), t('Under way / waiting'), t('Polled'), t('Behind')];
  return (
    <Panel title={t('Manufacturers')} flush actions={<span className="text-ink-faint text-xs">{t('in the last 5 minutes')}</span>}>
      {figures.length === 0 ? (
        <Empty title={t('No manufacturer has been asked yet')} />
      ) : (
        <FigureTable label={t('Manufacturers')} heads={heads} words={2} figures={figures} />
      )}
    </Panel>
  );
}
