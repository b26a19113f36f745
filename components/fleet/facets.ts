import { type EnergyBand, energy_band_names, type Facet, type FleetFilter } from '#lib/client/fleet-filter.ts';
import { formatConstant } from '#lib/display/format.ts';
import { activities, life_statuses, operation_statuses, rental_statuses, vehicle_types } from '#lib/display/status.ts';
import type { StatusDisplay } from '#lib/display/tone.ts';
import type { Message, Text } from '#lib/messages/text.ts';

export interface FacetDisplay {
  facet: Facet;
  label: Message;
  labelOf: (value: string, text: Text) => string;
  /** Mark beside the value, where it has one. */
  statusOf?: (value: string) => StatusDisplay | undefined;
  /** Order of the values where it is not that of the alphabet. */
  order?: readonly string[];
}

const energy_labels: Record<EnergyBand, Message> = {
  'below-15': 'Below 15 %',
  'below-30': 'Below 30 %',
  '30-to-80': '30 to 80 %',
  'above-80': '80 % and above',
};

const ofStatus = (facet: Facet, label: Message, table: Record<string, StatusDisplay>): FacetDisplay => ({
  facet,
  label,
  labelOf: (value, { t }) => (table[value] ? t(table[value].label) : formatConstant(value)),
  statusOf: (value) => table[value],
  order: Object.keys(table),
});

const ofText = (facet: Facet, label: Message, none: Message): FacetDisplay => ({
  facet,
  label,
  labelOf: (value, { t }) => value || t(none),
});

/** The filters in their order on screen. */
export const facet_displays: readonly FacetDisplay[] = [
  ofStatus('status', 'Status', activities),
  {
    facet: 'energy',
    label: 'Energy',
    labelOf: (value, { t }) => (value in energy_labels ? t(energy_labels[value as EnergyBand]) : value),
    order: energy_band_names,
  },
  ofStatus('rental', 'Rental', rental_statuses),
  ofStatus('operation', 'Operation', operation_statuses),
  ofStatus('life', 'column|Life', life_statuses),
  ofText('model', 'Model', 'No model'),
  ofText('brand', 'Brand', 'No brand'),
  {
    facet: 'type',
    label: 'Type',
    labelOf: (value, { t }) => t(vehicle_types[value as keyof typeof vehicle_types]?.label ?? 'No type'),
    order: [...Object.keys(vehicle_types), ''],
  },
  { facet: 'unit', label: 'Unit', labelOf: (value) => value.replaceAll('_', ' ') },
  ofText('tag', 'Tags', 'No tag'),
];

/** Values that a person may choose: those that occur, and those chosen already although nothing has them any more. */
export const facetOptions = (
  { facet, order, labelOf }: FacetDisplay,
  counts: ReadonlyMap<string, number>,
  filter: FleetFilter,
  text: Text,
): { value: string; label: string; count: number; chosen: boolean }[] => {
  const chosen: readonly string[] = filter[facet];
  const values = [...new Set([...counts.keys(), ...chosen])];
  const place = (value: string) => order?.indexOf(value) ?? 0;
  return values
    .map((value) => ({ value, label: labelOf(value, text), count: counts.get(value) ?? 0, chosen: chosen.includes(value) }))
    .sort((a, b) => place(a.value) - place(b.value) || a.label.localeCompare(b.label, text.language, { numeric: true }));
};

/** The filter with a value of a facet chosen or no longer chosen. */
export const toggleChoice = (filter: FleetFilter, facet: Facet, value: string): FleetFilter => {
  const chosen: readonly string[] = filter[facet];
  return { ...filter, [facet]: chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value] };
};

/** `Model: 2008`, `Status: Moving, Idle` — the chosen values of a facet in words. */
export const choiceText = ({ facet, label, labelOf }: FacetDisplay, filter: FleetFilter, text: Text): string =>
  `${text.t(label)}: ${filter[facet].map((value) => labelOf(value, text)).join(facet === 'tag' ? ' + ' : ', ')}`;
