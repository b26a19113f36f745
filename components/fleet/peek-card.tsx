'use client';
import clsx from 'clsx';
import { Copy, ExternalLink, LocateFixed, LocateOff, X } from 'lucide-react';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { copyText } from '#components/map/copy-text.ts';
import { NavigateLink } from '#components/map/navigate-link.tsx';
import { formatCoordinates } from '#components/map/navigation-link.ts';
import { Button } from '#components/ui/button.tsx';
import { buttonClass } from '#components/ui/button-class.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { StatusDot } from '#components/ui/status-dot.tsx';
import { notify } from '#components/ui/toast.tsx';
import type { Fleet } from '#lib/client/fleet.ts';
import { useFleetRow } from '#lib/client/fleet-provider.tsx';
import type { FleetRow } from '#lib/client/fleet-row.ts';
import { useText } from '#lib/client/text-provider.tsx';
import { activities, rental_statuses } from '#lib/display/vehicle-status.ts';
import type { Text } from '#lib/messages/text.ts';
import { EnergyCell } from './energy-cell.tsx';
import { PositionAge } from './position-age.tsx';

export interface PeekCardProps {
  fleet: Fleet;
  id: string;
  followed: boolean;
  /** Absent where no map is shown. */
  onFollow: ((follow: boolean) => void) | undefined;
  /** The viewer may see the events of vehicles. */
  with_events: boolean;
  /** On a phone: the commands wait behind a button. */
  compact: boolean;
  onClose: () => void;
  renderCommands?: ((row: FleetRow) => ReactNode) | undefined;
}

const Fact = ({ label, wide = false, children }: { label: string; wide?: boolean; children: ReactNode }) => (
  <div className={clsx('min-w-0', wide && 'col-span-2')}>
    <dt className="text-ink-faint text-xs">{label}</dt>
    <dd className="flex h-5 items-center truncate">{children}</dd>
  </div>
);

const copyPosition = async (lat: number, lon: number, { t }: Text) => {
  const coordinates = formatCoordinates(lat, lon);
  if (await copyText(coordinates)) notify.done(t('Coordinates copied'), { description: coordinates });
  else notify.warn(t('Copying is blocked'), { description: coordinates });
};

const Place = ({ row, followed, onFollow }: { row: FleetRow } & Pick<PeekCardProps, 'followed' | 'onFollow'>) => {
  const text = useText();
  const { t } = text;
  const { lat, lon } = row;
  if (lat === null || lon === null) return null;
  return (
    <>
      {onFollow && (
        <Button size="sm" aria-pressed={followed} onClick={() => onFollow(!followed)}>
          {followed ? <LocateOff aria-hidden size={14} /> : <LocateFixed aria-hidden size={14} />}
          {followed ? t('Stop following') : t('Follow')}
        </Button>
      )}
      <IconButton
        label={t('Copy coordinates')}
        icon={Copy}
        variant="secondary"
        size="sm"
        onClick={() => void copyPosition(lat, lon, text)}
      />
      <NavigateLink lat={lat} lon={lon} label={row.label} className={buttonClass({ size: 'sm' })}>
        {t('Navigate')}
      </NavigateLink>
    </>
  );
};

/** The selected vehicle in short, and what one does with it most. */
export const PeekCard = ({ fleet, id, followed, onFollow, with_events, compact, onClose, renderCommands }: PeekCardProps) => {
  const row = useFleetRow(fleet, id);
  const { t, formatNumber } = useText();
  const [commanding, setCommanding] = useState<string>();
  if (!row) return null;
  const model = [row.brand, row.model].filter(Boolean).join(' ');
  const names = [row.custom_name, model, row.id].filter((name) => name && name !== row.label).join(' · ');
  return (
    <section
      aria-label={t('Selected vehicle {vehicle}', { vehicle: row.label })}
      className="flex max-h-full flex-col gap-2.5 overflow-y-auto rounded-lg border border-line bg-raised p-3 text-ink text-sm shadow-floating"
    >
      <header className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <h2 className="truncate font-semibold text-base">{row.label}</h2>
          <p className="truncate text-ink-soft text-xs">{names}</p>
        </div>
        <IconButton label={t('Close')} icon={X} size="sm" shortcut="esc" onClick={onClose} />
      </header>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-1.5">
        <Fact label={t('Status')}>
          <StatusDot status={activities[row.activity]} />
          {row.activity === 'moving' && row.speed !== null && (
            <span className="pl-1.5 text-ink-soft">{formatNumber(row.speed, 'km/h')}</span>
          )}
        </Fact>
        <Fact label={t('Energy')}>
          <span className="w-24">
            <EnergyCell energy={row.energy} low={row.low} charging={row.charging === 'CHARGING'} />
          </span>
        </Fact>
        <Fact label={t('Last contact')}>
          {row.last_contact_at ? <RelativeTime at={row.last_contact_at} focusable /> : t('contact|never')}
        </Fact>
        <Fact label={t('Rental')}>
          <StatusDot status={rental_statuses[row.rental_status]} />
        </Fact>
        <Fact label={t('Position')} wide>
          <PositionAge position_at={row.position_at} />
        </Fact>
      </dl>
      <div className="flex flex-wrap items-center gap-1.5">
        <Link href={`/vehicles/${row.id}`} className={buttonClass({ variant: 'primary', size: 'sm' })}>
          <ExternalLink aria-hidden size={14} />
          {t('verb|Open')}
        </Link>
        {renderCommands && compact && commanding !== row.id && (
          <Button size="sm" onClick={() => setCommanding(row.id)}>
            {t('Commands')}
          </Button>
        )}
        {with_events && (
          <Link href={`/events?vehicle=${row.id}`} className={buttonClass({ size: 'sm' })}>
            {t('Events')}
          </Link>
        )}
        <Place row={row} followed={followed} onFollow={onFollow} />
      </div>
      {renderCommands && (!compact || commanding === row.id) && renderCommands(row)}
    </section>
  );
};
