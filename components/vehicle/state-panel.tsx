'use client';
import clsx from 'clsx';
import { Empty } from '#components/states/empty.tsx';
import { type DataItem, DataList } from '#components/ui/data-list.tsx';
import { Icon } from '#components/ui/icon.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { StatusDot } from '#components/ui/status-dot.tsx';
import { tone_classes } from '#components/ui/tone-class.ts';
import { state_display, stateLabel } from '#lib/display.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import type { VehicleState } from '#lib/domain/vehicle-state.ts';
import { freshness_texts, freshnessOf } from './freshness.ts';
import { type StateRow, stateRows } from './state-rows.ts';
import { useTicking } from './use-ticking.ts';

interface AgeProps {
  at: string;
  silence_in_minutes: number;
  offline: boolean;
}

function Age({ at, silence_in_minutes, offline }: AgeProps) {
  const freshness = useTicking((now_ms) => freshnessOf(now_ms - Date.parse(at), silence_in_minutes, offline));
  return (
    <span className="inline-flex items-center justify-end gap-1.5">
      <RelativeTime at={at} short />
      <StatusDot status={freshness_texts[freshness]} label_hidden size={8} />
    </span>
  );
}

const itemOf = ({ property, value }: StateRow, age: Omit<AgeProps, 'at'>): DataItem => ({
  key: property,
  label: stateLabel(property),
  icon: state_display[property].icon,
  value: value ? (
    <span className={clsx('inline-flex items-center gap-1', value.tone !== 'neutral' && tone_classes[value.tone].ink)}>
      {(value.tone === 'danger' || value.tone === 'warning') && <Icon name="triangle-alert" size={12} />}
      {value.text}
    </span>
  ) : (
    <span className="font-normal text-ink-faint">no value yet</span>
  ),
  note: value ? <Age at={value.at} {...age} /> : '',
});

/** Every property the vehicle is capable of, with its value, age and freshness. */
export function StatePanel({ vehicle, state, silence_in_minutes }: { vehicle: Vehicle; state: VehicleState; silence_in_minutes: number }) {
  const groups = stateRows(vehicle.capabilities, state);
  const age = { silence_in_minutes, offline: vehicle.life_status.value === 'OFFLINE' };
  if (groups.length === 0)
    return (
      <Panel title="State">
        <Empty title="This model reports no state" />
      </Panel>
    );
  return (
    <Panel title="State">
      <div className="gap-x-8 sm:columns-2 lg:columns-1 xl:columns-2">
        {groups.map(({ group, rows }) => (
          <section key={group} aria-label={group} className="mb-3 break-inside-avoid">
            <h3 className="border-line border-b pb-1 font-medium text-ink-faint text-xs">{group}</h3>
            <DataList items={rows.map((row) => itemOf(row, age))} />
          </section>
        ))}
      </div>
    </Panel>
  );
}
