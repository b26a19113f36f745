'use client';
import type { KeyboardEvent } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { useClock } from '#components/ui/clock.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Table, Td, Th, Tr } from '#components/ui/table.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { Trip } from '#lib/domain/trip-schema.ts';
import { tripFacts } from './trip-facts.ts';

export interface TripsTableProps {
  trips: readonly Trip[];
  /** Names by vehicle; absent where all trips are of one. */
  labelOf?: (trip: Trip) => string;
  selected_id: string | undefined;
  onOpen: (trip: Trip) => void;
}

/** Arrow keys go from row to row, Home and End to the first and last. */
const moveFocus = (event: KeyboardEvent<HTMLElement>) => {
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-trip]')];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (to === undefined || at < 0) return;
  event.preventDefault();
  rows[to]?.focus();
};

function TripRow({
  trip,
  label,
  selected,
  onOpen,
}: {
  trip: Trip;
  label: string | undefined;
  selected: boolean;
  onOpen: (trip: Trip) => void;
}) {
  const text = useText();
  const { t, formatInstant } = text;
  const { time_zone } = useClock();
  const facts = tripFacts(trip, text);
  const began = formatInstant(trip.started_at, time_zone);
  return (
    <Tr selected={selected} onClick={() => onOpen(trip)} className="cursor-pointer">
      {label !== undefined && (
        <Td className="max-w-40! font-medium" title={label}>
          {label}
        </Td>
      )}
      <Td>
        <button
          type="button"
          data-trip
          onClick={(event) => {
            event.stopPropagation();
            onOpen(trip);
          }}
          className="rounded-sm hover:underline"
        >
          <span className="hidden sm:inline">{began}</span>
          <span className="sm:hidden">
            <RelativeTime at={trip.started_at} />
          </span>
        </button>
      </Td>
      <Td numeric>
        {trip.ended_at ? (
          facts.duration
        ) : (
          <span className="inline-flex items-center gap-2">
            <Badge tone="accent">{t('Under way')}</Badge>
            <span className="max-sm:hidden">
              <RelativeTime at={trip.started_at} short />
            </span>
          </span>
        )}
      </Td>
      <Td numeric>{facts.distance}</Td>
      <Td numeric className="hidden sm:table-cell">
        {facts.max_speed}
      </Td>
      <Td numeric className="hidden md:table-cell">
        {facts.energy}
      </Td>
    </Tr>
  );
}

/** Trips, one line each; a row opens its trip. */
export function TripsTable({ trips, labelOf, selected_id, onOpen }: TripsTableProps) {
  const { t } = useText();
  return (
    <Table label={t('Trips, newest first')}>
      <thead>
        <tr>
          {labelOf && <Th>{t('Vehicle')}</Th>}
          <Th>{t('Began')}</Th>
          <Th numeric>{t('Duration')}</Th>
          <Th numeric>{t('Distance')}</Th>
          <Th numeric className="hidden sm:table-cell">
            {t('Highest speed')}
          </Th>
          <Th numeric className="hidden md:table-cell">
            {t('Energy used')}
          </Th>
        </tr>
      </thead>
      <tbody onKeyDown={moveFocus}>
        {trips.map((trip) => (
          <TripRow key={trip.id} trip={trip} label={labelOf?.(trip)} selected={trip.id === selected_id} onOpen={onOpen} />
        ))}
      </tbody>
    </Table>
  );
}
