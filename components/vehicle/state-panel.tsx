'use client';
import clsx from 'clsx';
import { Empty } from '#components/states/empty.tsx';
import { Icon } from '#components/ui/icon.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { StatusDot } from '#components/ui/status-dot.tsx';
import { tone_classes } from '#components/ui/tone-class.ts';
import { useText } from '#lib/client/text-provider.tsx';
import { state_display, stateLabel } from '#lib/display.ts';
import type { Pace } from '#lib/domain/freshness.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';
import { freshness_texts, freshnessOf } from './freshness.ts';
import { type StateRow, stateRows } from './state-rows.ts';
import { useTicking } from './use-ticking.ts';

interface AgeProps {
  at: string;
  pace: Pace;
  offline: boolean;
}

function Age({ at, pace, offline }: AgeProps) {
  const freshness = useTicking((now_ms) => freshnessOf(at, pace, now_ms, offline));
  return (
    <span className="inline-flex items-center justify-end gap-1.5">
      <RelativeTime at={at} short />
      <StatusDot status={freshness_texts[freshness]} label_hidden size={8} />
    </span>
  );
}

function Row({ row: { property, value }, age }: { row: StateRow; age: Omit<AgeProps, 'at'> }) {
  const { t } = useText();
  const { icon } = state_display[property];
  return (
    <div className="flex min-h-8 items-center gap-2 border-line border-b py-1 last:border-b-0">
      <dt className="flex min-w-0 flex-1 items-center gap-2 text-ink-soft">
        <Icon name={icon} size={14} className="shrink-0 text-ink-faint" />
        <span className="truncate" title={t(stateLabel(property))}>
          {t(stateLabel(property))}
        </span>
      </dt>
      {value ? (
        <>
          <dd className={clsx('inline-flex items-center gap-1 font-medium', value.tone !== 'neutral' && tone_classes[value.tone].ink)}>
            {(value.tone === 'danger' || value.tone === 'warning') && <Icon name="triangle-alert" size={12} />}
            {value.text}
          </dd>
          <dd className="w-14 shrink-0 text-right text-ink-faint text-xs">
            <Age at={value.at} {...age} />
          </dd>
        </>
      ) : (
        <dd className="text-ink-faint">{t('no value yet')}</dd>
      )}
    </div>
  );
}

/** Every property the vehicle is capable of, with its value, age and freshness. */
export function StatePanel({ vehicle, state, pace }: { vehicle: Vehicle; state: VehicleState; pace: Pace }) {
  const text = useText();
  const { t } = text;
  const groups = stateRows(vehicle.capabilities, state, text);
  const age = { pace, offline: vehicle.life_status.value === 'OFFLINE' };
  if (groups.length === 0)
    return (
      <Panel title={t('State')}>
        <Empty title={t('This model reports no state')} />
      </Panel>
    );
  return (
    <Panel title={t('State')}>
      <div className="gap-x-6 sm:columns-2 lg:columns-1 xl:columns-2">
        {groups.map(({ group, rows }) => (
          <section key={group} aria-label={t(group)} className="mb-3 break-inside-avoid">
            <h3 className="border-line border-b pb-1 font-medium text-ink-faint text-xs">{t(group)}</h3>
            <dl>
              {rows.map((row) => (
                <Row key={row.property} row={row} age={age} />
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Panel>
  );
}
