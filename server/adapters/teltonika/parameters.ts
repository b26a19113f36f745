/**
 * Configuration by `setparam` (Teltonika wiki, "FMB SMS/GPRS commands" and "FMB Data acquisition settings parameters ID"). Of the ids one public
 * implementation is known (10055, the send period at home); the others follow the same scheme of the wiki.
 */
import type { Configuration } from '#lib/domain/configuration.ts';

/** A moving vehicle at home, roaming, and in a network of neither kind. */
const networks = [10_050, 10_150, 10_250];
const offsets = { interval_in_seconds: 0, distance_in_meters: 1, heading_change_in_degrees: 2 } as const;
const send_period = 5;

/** Zeros switch a trigger off. Nothing is sent for what nobody has set. */
const trackingParameters = (configuration: Configuration): [number, number][] => {
  const off = configuration.enabled === false;
  const given = Object.entries(offsets).flatMap(([name, offset]): [number, number][] => {
    const value = off ? 0 : configuration[name as keyof typeof offsets];
    return value === undefined ? [] : [[offset, value]];
  });
  const interval = off ? undefined : configuration.interval_in_seconds;
  return interval === undefined ? given : [...given, [send_period, interval]];
};

/** undefined: units know no such feature. An empty text: nothing to say. */
export const parameterText = (feature: string, configuration: Configuration): string | undefined => {
  if (feature !== 'tracking') return undefined;
  const parameters = trackingParameters(configuration);
  const pairs = networks.flatMap((network) => parameters.map(([offset, value]) => `${network + offset}:${value}`));
  return pairs.length === 0 ? '' : `setparam ${pairs.join(';')}`;
};
