import type { Trip } from '#lib/domain/trip-schema.ts';
import type { Message, Text } from '#lib/messages/text.ts';

/** `42 min`, `3 h 5 min`. */
export const durationText = (seconds: number, { formatNumber }: Text): string => {
  const minutes = Math.round(seconds / 60);
  const rest = formatNumber(minutes % 60, 'min');
  return minutes < 60 ? rest : `${formatNumber(Math.floor(minutes / 60), 'h')} ${rest}`;
};

/** What a trip's row and panel say of it; an absent value is a dash. */
export const tripFacts = ({ metrics, started_at, ended_at }: Trip, text: Text) => {
  const { formatNumber } = text;
  const told = (value: number | undefined, unit: string, digits = 0) => (value === undefined ? '–' : formatNumber(value, unit, digits));
  const seconds = metrics?.duration_in_seconds ?? (ended_at && (Date.parse(ended_at) - Date.parse(started_at)) / 1000);
  return {
    duration: typeof seconds === 'number' ? durationText(seconds, text) : '–',
    distance: told(metrics?.distance_in_kilometers, 'km', 1),
    max_speed: told(metrics?.max_speed_in_kilometers_per_hour, 'km/h'),
    energy: told(metrics?.energy_used_in_percent, '%', 1),
  };
};

export const trigger_labels: Record<Trip['trigger'], Message> = {
  DRIVING_ENABLED: 'Driving enabled',
  IGNITION: 'Ignition',
  RENTAL_STATUS: 'Rental status',
};
