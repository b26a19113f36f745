import { distanceInMeters } from '#lib/domain/distance.ts';
import type { StateRecord } from '#lib/domain/state-record.ts';
import type { Position, Stamped, VehicleState } from '#lib/domain/vehicle-state.ts';
import { isWithin, type Reading, readingOf, speedOf, type TripSpan } from '#server/services/trip-track.ts';

export interface TripMeasures {
  /** Kilometres. */
  distance: number | null;
  max_speed: number | null;
  /** Percent. */
  energy_used: number | null;
  start: Position | undefined;
  end: Position | undefined;
}

export interface TripStart extends TripSpan {
  /** JSON text of `measuredState`. */
  start_state: string;
}

/** What of a vehicle's state counts for the metrics of a trip. */
export const measuredState = ({
  position,
  mileage_in_kilometers,
  state_of_charge_or_fuel_level_in_percent,
}: VehicleState): VehicleState => ({
  ...(position && { position }),
  ...(mileage_in_kilometers && { mileage_in_kilometers }),
  ...(state_of_charge_or_fuel_level_in_percent && { state_of_charge_or_fuel_level_in_percent }),
});

/** Levels waver, and an electric vehicle wins some back downhill. */
const greatest_recovery = 5;

/** The values of a property in the order of their measurement, one per instant; before them the last one before the trip, where it is known. */
const createReadings = <T>(span: TripSpan, known: Stamped<T> | undefined) => {
  const readings = new Map<string, T>();
  let before: Reading<T> | undefined;
  const add = (reading: Reading<T> | undefined) => {
    if (!reading) return;
    if (isWithin(span, reading.at)) readings.set(reading.at, reading.value);
    if (reading.at <= span.started_at && (!before || reading.at >= before.at)) before = reading;
  };
  add(known && { at: known.timestamp, value: known.value });
  return {
    add,
    values: (): T[] => {
      const within = [...readings].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
      return before === undefined ? within : [before.value, ...within];
    },
  };
};

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
const stepsOf = <T, R>(values: readonly T[], measure: (from: T, to: T) => R): R[] =>
  values.slice(1).map((value, index) => measure(values[index] ?? value, value));

/** By the first and last reading; a meter that ran backwards tells nothing. */
const drivenBy = (readings: readonly number[]): number | undefined => {
  const [first, last] = [readings[0], readings.at(-1)];
  return readings.length < 2 || last === undefined || first === undefined || last < first ? undefined : last - first;
};

const lengthOf = (points: readonly Position[]): number | undefined =>
  points.length < 2 ? undefined : stepsOf(points, distanceInMeters).reduce((sum, meters) => sum + meters, 0) / 1000;

/** Rises between two readings are charging or filling: then nobody can tell what was used. */
const usedOf = (levels: readonly number[]): number | null => {
  const [first, last] = [levels[0], levels.at(-1)];
  if (first === undefined || last === undefined || levels.length < 2 || last > first) return null;
  return stepsOf(levels, (from, to) => to - from).some((rise) => rise > greatest_recovery) ? null : rounded(first - last);
};

/** What the records of a trip add up to. It does not depend on the order of what was measured on the trip, nor on repetitions. */
export const measureTrip = async (trip: TripStart, records: AsyncIterable<StateRecord> | Iterable<StateRecord>): Promise<TripMeasures> => {
  const known: VehicleState = JSON.parse(trip.start_state);
  const positions = createReadings(trip, known.position);
  const mileage = createReadings(trip, known.mileage_in_kilometers);
  const energy = createReadings(trip, known.state_of_charge_or_fuel_level_in_percent);
  let max_speed: number | null = null;
  for await (const record of records) {
    positions.add(readingOf(record, 'position'));
    mileage.add(readingOf(record, 'mileage_in_kilometers'));
    energy.add(readingOf(record, 'state_of_charge_or_fuel_level_in_percent'));
    const speed = speedOf(record);
    if (speed && isWithin(trip, speed.at)) max_speed = Math.max(max_speed ?? 0, speed.value);
  }
  const track = positions.values();
  const distance = drivenBy(mileage.values()) ?? lengthOf(track);
  const energy_used = usedOf(energy.values());
  return { distance: distance === undefined ? null : rounded(distance), max_speed, energy_used, start: track[0], end: track.at(-1) };
};
