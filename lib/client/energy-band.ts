/** A range of energy in percent as the address says it: `below-15`, `above-80`, `30-to-80`. The upper bound lies outside. */
export type EnergyBand = `below-${number}` | `above-${number}` | `${number}-to-${number}`;

/** Those that are offered by a click; any other may be written. A vehicle may lie in several. */
export const usual_bands = ['below-15', 'below-30', '30-to-80', 'above-80'] as const satisfies EnergyBand[];

const form = /^(?:below-(\d{1,3})|above-(\d{1,3})|(\d{1,3})-to-(\d{1,3}))$/;

/** From the lower bound to below the upper one; undefined for a text that is no band. */
export const readBand = (band: string): readonly [from: number, to: number] | undefined => {
  const [, below, above, from, to] = form.exec(band) ?? [];
  if (below !== undefined) return [0, Number(below)];
  if (above !== undefined) return [Number(above), Number.POSITIVE_INFINITY];
  return from !== undefined && to !== undefined && Number(from) < Number(to) ? [Number(from), Number(to)] : undefined;
};

export const isEnergyBand = (text: string): text is EnergyBand => readBand(text) !== undefined;

export const isInBand = (energy: number, band: EnergyBand): boolean => {
  const [from, to] = readBand(band) ?? [0, 0];
  return energy >= from && energy < to;
};
