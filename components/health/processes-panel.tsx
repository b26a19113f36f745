'use client';
import { Empty } from '#components/states/empty.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { StatusDot } from '#components/ui/status-dot.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { InstallationHealth } from '#lib/contract/health.ts';
import { FigureTable } from './figure-table.tsx';
import { alive, ended, inMegabytes } from './health-words.ts';

export function ProcessesPanel({ health }: { health: InstallationHealth }) {
  const { t, formatNumber } = useText();
  const figures = health.processes.map((process) => ({
    key: `${process.kind} ${process.started_at}`,
    cells: [
      t(process.kind === 'WEB' ? 'Web' : 'Gateway'),
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
