import type { Activity } from '#lib/display/status.ts';
import type { LifeStatus, OperationStatus, RentalStatus, VehicleType } from '#lib/domain/vehicle-enums.ts';
import type { FleetColumns } from './fleet-columns.ts';
import { foldText } from './fold-text.ts';

/** Ranges of energy in percent; a vehicle may lie in several. Bounds as in their names, the upper one excluded. */
export const energy_bands = {
  'below-15': [0, 15],
  'below-30': [0, 30],
  '30-to-80': [30, 80],
  'above-80': [80, Number.POSITIVE_INFINITY],
} as const;
export type EnergyBand = keyof typeof energy_bands;
export const energy_band_names = Object.keys(energy_bands) as EnergyBand[];

/** [west, south, east, north] in degrees; east is less than west across the date line. */
export type Area = readonly [number, number, number, number];

/** Chosen values by facet. Within a facet any value suffices, except tags, which must all be there; `''` stands for vehicles without a value. */
export interface FacetChoices {
  status: readonly Activity[];
  life: readonly LifeStatus[];
  operation: readonly OperationStatus[];
  rental: readonly RentalStatus[];
  energy: readonly EnergyBand[];
  type: readonly (VehicleType | '')[];
  brand: readonly string[];
  model: readonly string[];
  unit: readonly string[];
  tag: readonly string[];
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
  life: [],
  operation: [],
  rental: [],
  energy: [],
  type: [],
  brand: [],
  model: [],
  unit: [],
  tag: [],
};

type Coded = Exclude<Facet, 'energy' | 'tag'>;
export const facets = [
  'status',
  'life',
  'operation',
  'rental',
  'type',
  'brand',
  'model',
  'unit',
  'energy',
  'tag',
] as const satisfies Facet[];

const isInBand = (energy: number, band: EnergyBand): boolean => energy >= energy_bands[band][0] && energy < energy_bands[band][1];

/** Whether a slot's vehicle passes. */
type Test = (slot: number) => boolean;

const codedTest = (columns: FleetColumns, facet: Coded, chosen: readonly string[]): Test => {
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

const facetTest = (columns: FleetColumns, filter: FleetFilter, facet: Facet): Test | undefined => {
  if (filter[facet].length === 0) return undefined;
  if (facet === 'tag') return (slot) => filter.tag.every((tag) => columns.tags[slot]?.includes(tag));
  if (facet !== 'energy') return codedTest(columns, facet, filter[facet]);
  return (slot) => {
    const energy = columns.numbers().energy[slot] ?? Number.NaN;
    return filter.energy.some((band) => isInBand(energy, band));
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

const countCodes = (columns: FleetColumns, facet: Coded, marks: Uint8Array): Map<string, number> => {
  const by_code = new Uint32Array(columns.values(facet).length);
  const codes = columns.codes(facet);
  for (let slot = 0; slot < marks.length; slot++) {
    const code = codes[slot] ?? 0;
    if (marks[slot] !== 0) by_code[code] = (by_code[code] ?? 0) + 1;
  }
  return new Map(
    columns
      .values(facet)
      .map((value, code) => [value, by_code[code] ?? 0] as const)
      .filter(([, count]) => count > 0),
  );
};

/** How many vehicles each value of a facet would leave, given everything else that is chosen. */
export const countFacet = (columns: FleetColumns, filter: FleetFilter, facet: Facet): Map<string, number> => {
  // Tags narrow each other, so the count of a tag is what remains when it is added.
  const { on_map, in_area } = compileFilter(columns, filter, facet === 'tag' ? undefined : facet);
  const marks = columns.present().slice(0, columns.length());
  clearFailing(marks, [...on_map, ...in_area]);
  if (facet !== 'tag' && facet !== 'energy') return countCodes(columns, facet, marks);
  const counts = new Map<string, number>();
  const valuesOf = (slot: number): readonly string[] =>
    facet === 'tag'
      ? (columns.tags[slot] ?? [])
      : energy_band_names.filter((band) => isInBand(columns.numbers().energy[slot] ?? Number.NaN, band));
  for (const [slot, mark] of marks.entries()) {
    if (mark !== 0) for (const value of valuesOf(slot)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
};

/** How many choices are made: facets with a choice, the search and the area. */
export const countChoices = (filter: FleetFilter): number =>
  facets.filter((facet) => filter[facet].length > 0).length + (filter.q.trim() ? 1 : 0) + (filter.area ? 1 : 0);
