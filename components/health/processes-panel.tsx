'use client';
import { Empty } from '#components/states/empty.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { StatusDot } from '#components/ui/status-dot.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { InstallationHealth } from '#lib/contract/health.ts';
import { FigureTable } from './figure-table.tsx';
import { alive, ended, inMegabytes } from './health-words.ts';

/** Which gateway it is and how much of the work it holds. */
function GatewayName({ gateway }: { gateway: InstallationHealth['processes'][number]['gateway'] }) {
  const { t } = useText();
  if (!gateway) return t('Gateway');
  const { name, leases, units } = gateway;
  return (
    <span className="grid">
      {t('Gateway')}
      <span className="text-ink-faint text-xs">{t('{name} · {leases} leases · {units} units', { name, leases, units })}</span>
    </span>
  );
}

export function ProcessesPanel({ health }: { health: InstallationHealth }) {
  const { t, formatNumber } = useText();
  const figures = health.processes.map((process) => ({
    key: `${process.kind} ${process.started_at}`,
    cells: [
      process.kind === 'WEB' ? t('Web') : <GatewayName key="name" gateway={process.gateway} />,
      <StatusDot key="state" status={process.alive ? alive : ended} />,
      <RelativeTime key="since" at={process.started_at} short />,
      formatNumber(inMegabytes(process.memory_in_bytes), 'MB'),
      formatNumber(process.event_loop_delay_ms, 'ms'),
      process.version,
    ],
  }));
  return (
    <Panel title={t('Processes')} flush>
      {figures.length === 0 ? (
        <Empty title={t('No process has reported yet')} />
      ) : (
        <FigureTable
          label={t('Processes')}
          heads={[t('Process'), t('State'), t('Up for'), t('Memory'), t('Delay'), t('Version')]}
          words={2}
          figures={figures}
        />
      )}
    </Panel>
  );
}
