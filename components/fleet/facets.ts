import { type EnergyBand, energy_band_names, type Facet, type FleetFilter } from '#lib/client/fleet-filter.ts';
import { formatConstant } from '#lib/display/format.ts';
import { activities, life_statuses, operation_statuses, rental_statuses, vehicle_types } from '#lib/display/status.ts';
import type { StatusDisplay } from '#lib/display/tone.ts';

export interface FacetDisplay {
  facet: Facet;
  label: string;
  labelOf: (value: string) => string;
  /** Mark beside the value, where it has one. */
  statusOf?: (value: string) => StatusDisplay | undefined;
  /** Order of the values where it is not that of the alphabet. */
  order?: readonly string[];
}

const energy_labels: Record<EnergyBand, string> = {
  'below-15': 'Below 15 %',
  'below-30': 'Below 30 %',
  '30-to-80': '30 to 80 %',
  'above-80': '80 % and above',
};

const ofStatus = (facet: Facet, label: string, table: Record<string, StatusDisplay>): FacetDisplay => ({
  facet,
  label,
  labelOf: (value) => table[value]?.label ?? formatConstant(value),
  statusOf: (value) => table[value],
  order: Object.keys(table),
});

const ofText = (facet: Facet, label: string): FacetDisplay => ({ facet, label, labelOf: (value) => value || `No ${label.toLowerCase()}` });

/** The filters in their order on screen. */
export const facet_displays: readonly FacetDisplay[] = [
  ofStatus('status', 'Status', activities),
  {
    facet: 'energy',
    label: 'Energy',
    labelOf: (value) => energy_labels[value as EnergyBand] ?? value,
    order: energy_band_names,
  },
  ofStatus('rental', 'Rental', rental_statuses),
  ofStatus('operation', 'Operation', operation_statuses),
  ofStatus('life', 'Life', life_statuses),
  ofText('model', 'Model'),
  ofText('brand', 'Brand'),
  {
    facet: 'type',
    label: 'Type',
    labelOf: (value) => vehicle_types[value as keyof typeof vehicle_types]?.label ?? 'No type',
    order: [...Object.keys(vehicle_types), ''],
  },
  { facet: 'unit', label: 'Unit', labelOf: (value) => value.replaceAll('_', ' ') },
  ofText('tag', 'Tags'),
];

/** Values that a person may choose: those that occur, and those chosen already although nothing has them any more. */
export const facetOptions = (
  { facet, order, labelOf }: FacetDisplay,
  counts: ReadonlyMap<string, number>,
  filter: FleetFilter,
): { value: string; label: string; count: number; chosen: boolean }[] => {
  const chosen: readonly string[] = filter[facet];
  const values = [...new Set([...counts.keys(), ...chosen])];
  const place = (value: string) => order?.indexOf(value) ?? 0;
  return values
    .map((value) => ({ value, label: labelOf(value), count: counts.get(value) ?? 0, chosen: chosen.includes(value) }))
    .sort((a, b) => place(a.value) - place(b.value) || a.label.localeCompare(b.label, 'en', { numeric: true }));
};

/** The filter with a value of a facet chosen or no longer chosen. */
export const toggleChoice = (filter: FleetFilter, facet: Facet, value: string): FleetFilter => {
  const chosen: readonly string[] = filter[facet];
  return { ...filter, [facet]: chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value] };
};

/** `Model: 2008`, `Status: Moving, Idle` — the chosen values of a facet in words. */
export const choiceText = ({ facet, label, labelOf }: FacetDisplay, filter: FleetFilter): string =>
  `${label}: ${filter[facet].map(labelOf).join(facet === 'tag' ? ' + ' : ', ')}`;
