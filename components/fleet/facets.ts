import { freshness_texts } from '#components/vehicle/freshness.ts';
import { readBand, usual_bands } from '#lib/client/energy-band.ts';
import type { Facet, FleetFilter } from '#lib/client/fleet-filter.ts';
import { command_display } from '#lib/display/command.ts';
import { formatConstant } from '#lib/display/format.ts';
import { state_display } from '#lib/display/state.ts';
import type { StatusDisplay } from '#lib/display/tone.ts';
import { activities, life_statuses, operation_statuses, rental_statuses, vehicle_types } from '#lib/display/vehicle-status.ts';
import type { Message, Text } from '#lib/messages/text.ts';
import { facet_labels } from './facet-labels.ts';

export interface FacetDisplay {
  labelOf: (value: string, text: Text) => string;
  /** Mark beside the value, where it has one. */
  statusOf?: (value: string) => StatusDisplay | undefined;
  /** Order of the values where it is not that of the alphabet. */
  order?: readonly string[];
}

const ofStatus = (table: Record<string, StatusDisplay>): FacetDisplay => ({
  labelOf: (value, { t }) => (table[value] ? t(table[value].label) : formatConstant(value)),
  statusOf: (value) => table[value],
  order: Object.keys(table),
});

const ofText = (none: Message): FacetDisplay => ({ labelOf: (value, { t }) => value || t(none) });

const bandLabel = (band: string, { t }: Text): string => {
  const [from, to] = readBand(band) ?? [0, 0];
  if (from === 0) return t('Below {to} %', { to });
  return to === Number.POSITIVE_INFINITY ? t('{from} % and above', { from }) : t('{from} to {to} %', { from, to });
};

const types: Record<string, { label: Message } | undefined> = vehicle_types;
const commands: Record<string, { label: Message } | undefined> = command_display;
const states: Record<string, { label: Message } | undefined> = state_display;

const capabilityLabel = (name: string, { t }: Text): string => {
  const command = commands[name];
  if (command) return t('Command: {name}', { name: t(command.label) });
  const state = states[name.toLowerCase()];
  return t('Reports: {name}', { name: state ? t(state.label) : formatConstant(name) });
};

/** How the values of each filter appear. */
export const facet_displays: Record<Facet, FacetDisplay> = {
  status: ofStatus(activities),
  energy: { labelOf: bandLabel, order: usual_bands },
  rental: ofStatus(rental_statuses),
  operation: ofStatus(operation_statuses),
  freshness: ofStatus(freshness_texts),
  life: ofStatus(life_statuses),
  model: ofText('No model'),
  brand: ofText('No brand'),
  type: {
    labelOf: (value, { t }) => t(types[value]?.label ?? 'No type'),
    order: [...Object.keys(vehicle_types), ''],
  },
  unit: { labelOf: (value) => value.replaceAll('_', ' ') },
  can: { labelOf: capabilityLabel },
  tag: { labelOf: (value) => value },
  field: { labelOf: (value) => value.replace('=', ': ') },
};

export interface FacetOption {
  value: string;
  label: string;
  count: number;
  chosen: boolean;
}

/** Values that a person may choose: those that occur, and those chosen already although nothing has them any more. */
export const facetOptions = (facet: Facet, counts: ReadonlyMap<string, number>, filter: FleetFilter, text: Text): FacetOption[] => {
  const { order, labelOf } = facet_displays[facet];
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

/** All of them must be there, so they are joined by another sign. */
const joined_by_plus: readonly Facet[] = ['tag', 'can'];

/** `Model: 2008`, `Status: Moving, Idle` — the chosen values of a facet in words. */
export const choiceText = (facet: Facet, filter: FleetFilter, text: Text): string => {
  const values = filter[facet].map((value) => facet_displays[facet].labelOf(value, text));
  return `${text.t(facet_labels[facet])}: ${values.join(joined_by_plus.includes(facet) ? ' + ' : ', ')}`;
};
