'use client';
import Link from 'next/link';
import { Panel } from '#components/ui/panel.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { InstallationHealth } from '#lib/contract/health.ts';
import { DuplicateUnits } from './duplicate-units.tsx';
import { FigureTable } from './figure-table.tsx';
import type { BrandNames } from './health-words.ts';

export interface ListenersPanelProps {
  health: InstallationHealth;
  brand_names: BrandNames;
  may_add: boolean;
}

/** Units that dial in by themselves, and those that nobody has added. */
export function ListenersPanel({ health, brand_names, may_add }: ListenersPanelProps) {
  const { t, formatNumber } = useText();
  const listeners = health.listeners.map(({ brand, port, connections, unidentified, refused, malformed, duplicates }) => ({
    key: brand,
    cells: [
      `${brand_names[brand] ?? brand} · ${port}`,
      ...[connections, unidentified, refused, malformed, duplicates].map((figure) => formatNumber(figure)),
    ],
  }));
  const units = health.unassigned_units.map(({ brand, unit_id, last_seen_at }) => ({
    key: `${brand} ${unit_id}`,
    cells: [
      unit_id,
      brand_names[brand] ?? brand,
      <RelativeTime key="seen" at={last_seen_at} />,
      may_add ? (
        <Link
          key="add"
          href={`/vehicles/new?brand=${encodeURIComponent(brand)}&unit=${encodeURIComponent(unit_id)}`}
          className="text-accent-ink underline underline-offset-2"
        >
          {t('Add')}
          <span className="sr-only"> {unit_id}</span>
        </Link>
      ) : null,
    ],
  }));
  return (
    <Panel title={t('Connected units')} flush>
      {listeners.length > 0 && (
        <FigureTable
          label={t('Listeners')}
          heads={[t('Listener'), t('Connections'), t('Unidentified'), t('Turned away'), t('Malformed'), t('Twice')]}
          words={1}
          figures={listeners}
        />
      )}
      {health.duplicate_units.length > 0 && <DuplicateUnits units={health.duplicate_units} brand_names={brand_names} />}
      <h3 className="border-line border-t px-3 pt-2 font-medium text-ink-faint text-xs">{t('Seen, unassigned')}</h3>
      {units.length === 0 ? (
        <p className="px-3 py-2 text-ink-faint text-sm">{t('Every unit that was seen serves a vehicle.')}</p>
      ) : (
        <FigureTable
          label={t('Seen, unassigned')}
          heads={[t('Unit id'), t('Brand'), t('Last seen'), t('Add to the fleet')]}
          words={3}
          figures={units}
        />
      )}
    </Panel>
  );
}
