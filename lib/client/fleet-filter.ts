import type { Activity } from '#lib/display/vehicle-status.ts';
import type { Freshness } from '#lib/domain/freshness.ts';
import type { LifeStatus, OperationStatus, RentalStatus, VehicleType } from '#lib/domain/vehicle-enums.ts';
import { type EnergyBand, readBand } from './energy-band.ts';
import type { FleetColumns } from './fleet-columns.ts';
import { foldText } from './fold-text.ts';

/** [west, south, east, north] in degrees; east is less than west across the date line. */
export type Area = readonly [number, number, number, number];

/**
 * Chosen values by facet; `''` stands for vehicles without a value. Within a facet any value suffices, except for tags and capabilities,
 * which must all be there. A custom field is chosen as `key=value`: any value of a key suffices, and every key must fit.
 */
export interface FacetChoices {
  status: readonly Activity[];
  freshness: readonly Freshness[];
  life: readonly LifeStatus[];
  operation: readonly OperationStatus[];
  rental: readonly RentalStatus[];
  energy: readonly EnergyBand[];
  type: readonly (VehicleType | '')[];
  brand: readonly string[];
  model: readonly string[];
  unit: readonly string[];
  can: readonly string[];
  tag: readonly string[];
  field: readonly string[];
}
export type Facet = keyof FacetChoices;

export interface FleetFilter extends FacetChoices {
  q: string;
  area: Area | undefined;
}

export const no_filter: FleetFilter = {
  q: '',
  area: undefined,
  status: [],
  freshness: [],
  life: [],
  operation: [],
  rental: [],
  energy: [],
  type: [],
  brand: [],
  model: [],
  unit: [],
  can: [],
  tag: [],
  field: [],
};

/** In the order of their cost. */
export const facets = [
  'status',
  'freshness',
  'life',
  'operation',
  'rental',
  'type',
  'brand',
  'model',
  'unit',
  'energy',
  'can',
  'tag',
  'field',
] as const satisfies Facet[];

export type CodedFacet = Exclude<Facet, 'energy' | 'can' | 'tag' | 'field'>;
export const isCodedFacet = (facet: Facet): facet is CodedFacet => !['energy', 'can', 'tag', 'field'].includes(facet);

/** Whether a slot's vehicle passes. */
export type Test = (slot: number) => boolean;

const codedTest = (columns: FleetColumns, facet: CodedFacet, chosen: readonly string[]): Test => {
  const is_chosen = columns.values(facet).map((value) => chosen.includes(value));
  const passes = (code: number): boolean => {
    const known = is_chosen[code];
    if (known !== undefined) return known;
    // The value has appeared since the filter was made.
    is_chosen[code] = chosen.includes(columns.values(facet)[code] ?? '');
    return is_chosen[code];
  };
  return (slot) => passes(columns.codes(facet)[slot] ?? 0);
};

/** Chosen values of custom fields by their keys. */
export const fieldChoices = (chosen: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const by_key = new Map<string, Set<string>>();
  for (const choice of chosen) {
    const end = choice.indexOf('=');
    const key = choice.slice(0, end);
    by_key.set(key, (by_key.get(key) ?? new Set()).add(choice.slice(end + 1)));
  }
  return by_key;
};

const facetTest = (columns: FleetColumns, filter: FleetFilter, facet: Facet): Test | undefined => {
  if (filter[facet].length === 0) return undefined;
  if (isCodedFacet(facet)) return codedTest(columns, facet, filter[facet]);
  if (facet === 'tag') return (slot) => filter.tag.every((tag) => columns.tags[slot]?.includes(tag));
  if (facet === 'can') return (slot) => filter.can.every((name) => columns.capabilities[slot]?.includes(name));
  if (facet === 'field') {
    const choices = [...fieldChoices(filter.field)];
    return (slot) => choices.every(([key, values]) => values.has(columns.fields[slot]?.[key] ?? ''));
  }
  const bands = filter.energy.map(readBand).filter((band) => band !== undefined);
  return (slot) => {
    const energy = columns.numbers().energy[slot] ?? Number.NaN;
    for (const [from, to] of bands) if (energy >= from && energy < to) return true;
    return false;
  };
};

/** Every word must occur in one of the identifiers. */
const searchTests = ({ search }: FleetColumns, q: string): Test[] =>
  foldText(q)
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => (slot) => search[slot]?.includes(word) ?? false);

const areaTest = (columns: FleetColumns, [west, south, east, north]: Area): Test => {
  const isBetween = west <= east ? (lon: number) => lon >= west && lon <= east : (lon: number) => lon >= west || lon <= east;
  return (slot) => {
    const { lat, lon } = columns.numbers();
    const [y, x] = [lat[slot] ?? Number.NaN, lon[slot] ?? Number.NaN];
    return y >= south && y <= north && isBetween(x);
  };
};

export interface CompiledFilter {
  /** All but the area: what the map draws, since moving the map must not make vehicles disappear. Cheap tests come first. */
  on_map: readonly Test[];
  in_area: readonly Test[];
}

export const compileFilter = (columns: FleetColumns, filter: FleetFilter, without?: Facet): CompiledFilter => {
  const chosen = facets.filter((facet) => facet !== without).map((facet) => facetTest(columns, filter, facet));
  return {
    on_map: [...chosen.filter((test) => test !== undefined), ...searchTests(columns, filter.q)],
    in_area: filter.area ? [areaTest(columns, filter.area)] : [],
  };
};

export const passesAll = (tests: readonly Test[], slot: number): boolean => {
  for (const test of tests) if (!test(slot)) return false;
  return true;
};

/** Clears the marks of slots that fail a test; slots without a mark are not looked at. */
export const clearFailing = (marks: Uint8Array, tests: readonly Test[]): void => {
  for (const test of tests) {
    for (let slot = 0; slot < marks.length; slot++) if (marks[slot] !== 0 && !test(slot)) marks[slot] = 0;
  }
};

/** How many choices are made: facets with a choice, the search and the area. */
export const countChoices = (filter: FleetFilter): number =>
  facets.filter((facet) => filter[facet].length > 0).length + (filter.q.trim() ? 1 : 0) + (filter.area ? 1 : 0);
