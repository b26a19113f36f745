'use client';
import clsx from 'clsx';
import type { ReactNode } from 'react';
import { vehicleLabel } from '#components/events/vehicle-label.ts';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { StatusDot } from '#components/ui/status-dot.tsx';
import { tone_classes } from '#components/ui/tone-class.ts';
import { useText } from '#lib/client/text-provider.tsx';
import { command_display, command_statuses, type Shape, type Tone } from '#lib/display.ts';
import { capableProperties } from '#lib/domain/capability.ts';
import type { StateProperty } from '#lib/domain/vehicle-state.ts';
import { PositionFact } from './position-fact.tsx';
import { drivingFact, energyFact, type Fact, lockFact, troublesOf } from './support-facts.ts';
import type { VehicleRecord } from './vehicle-record.ts';

const Cell = ({ label, wide = false, children }: { label: string; wide?: boolean; children: ReactNode }) => (
  <div className={clsx('min-w-0 px-3 py-2 ring-1 ring-line', wide && 'max-md:col-span-2')}>
    <dt className="text-ink-faint text-xs">{label}</dt>
    <dd className="mt-0.5 flex min-w-0 flex-col gap-0.5">{children}</dd>
  </div>
);

const shape_of: Partial<Record<Tone, Shape>> = { danger: 'triangle', warning: 'triangle', offline: 'ring', charging: 'bolt' };

const FactLine = ({ fact, missing }: { fact: Fact | undefined; missing: string }) =>
  fact ? (
    <>
      <span className={clsx('truncate font-semibold', fact.tone !== 'neutral' && tone_classes[fact.tone].ink)} title={fact.text}>
        {fact.text}
      </span>
      {fact.at && <RelativeTime at={fact.at} focusable className="w-fit text-ink-faint text-xs" />}
    </>
  ) : (
    <span className="text-ink-faint">{missing}</span>
  );

function LastCommand({ record }: { record: VehicleRecord }) {
  const { t } = useText();
  const latest = record.commands[0];
  if (!latest) return <span className="text-ink-faint">{t('None yet')}</span>;
  return (
    <>
      <span className="flex min-w-0 items-center gap-1.5 font-semibold">
        <StatusDot status={command_statuses[latest.status]} label_hidden />
        <span className="truncate">{t(command_display[latest.command].label)}</span>
      </span>
      <span className="flex min-w-0 gap-1 text-ink-faint text-xs">
        <span className="truncate" title={latest.initiated_by.name}>
          {latest.initiated_by.name},
        </span>{' '}
        <RelativeTime at={latest.requested_at} focusable className="shrink-0" />
      </span>
    </>
  );
}

const shown_troubles = 3;

function Troubles({ record }: { record: VehicleRecord }) {
  const text = useText();
  const { t } = text;
  const troubles = troublesOf(record, text);
  if (troubles.length === 0) return <StatusDot status={{ label: 'Nothing known', tone: 'ok', shape: 'check' }} className="font-semibold" />;
  return (
    <ul className="flex flex-col gap-0.5">
      {troubles.slice(0, shown_troubles).map((trouble) => (
        <li key={trouble.key} className={clsx('flex min-w-0 items-baseline gap-1.5', tone_classes[trouble.tone].ink)}>
          <StatusDot status={{ tone: trouble.tone, shape: shape_of[trouble.tone] ?? 'disc' }} text={trouble.text} label_hidden />
          <span aria-hidden className="min-w-0 font-semibold">
            {trouble.text}
          </span>
          {trouble.at && <RelativeTime at={trouble.at} short className="shrink-0 text-ink-faint text-xs" />}
        </li>
      ))}
      {troubles.length > shown_troubles && (
        <li className="text-ink-faint text-xs">{t('and {count} more, see State', { count: troubles.length - shown_troubles })}</li>
      )}
    </ul>
  );
}

/** What a caller asks first, readable in one glance. `with_commands`: the person may read the command log. */
export function SupportStrip({ record, with_commands }: { record: VehicleRecord; with_commands: boolean }) {
  const text = useText();
  const { t } = text;
  const { state } = record;
  const capable = capableProperties(record.vehicle.capabilities);
  const missing = (...properties: StateProperty[]) =>
    t(properties.some((property) => capable.has(property)) ? 'No value yet' : 'Not reported by this model');
  return (
    <section aria-label={t('At a glance')}>
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-surface md:grid-cols-3 xl:auto-cols-fr xl:grid-flow-col xl:grid-cols-none">
        <Cell label={t('Where')} wide>
          {state.position ? (
            <PositionFact position={state.position} label={vehicleLabel(record.vehicle)} />
          ) : (
            <span className="text-ink-faint">{missing('position')}</span>
          )}
        </Cell>
        <Cell label={t('Locked?')}>
          <FactLine fact={lockFact(state, text)} missing={missing('central_lock', 'top_case_lock')} />
        </Cell>
        <Cell label={t('Able to drive?')}>
          <FactLine fact={drivingFact(state, text)} missing={missing('driving_enabled', 'ignition')} />
        </Cell>
        <Cell label={t('Energy')}>
          <FactLine
            fact={energyFact(state, text)}
            missing={missing('state_of_charge_or_fuel_level_in_percent', 'remaining_range_in_kilometers')}
          />
        </Cell>
        {with_commands && (
          <Cell label={t('Last command')}>
            <LastCommand record={record} />
          </Cell>
        )}
        <Cell label={t('What is wrong')} wide>
          <Troubles record={record} />
        </Cell>
      </dl>
    </section>
  );
}
