import type { Activity } from '#lib/display/status.ts';
import type { LifeStatus, OperationStatus, RentalStatus, VehicleType } from '#lib/domain/vehicle-enums.ts';
import type { FleetRow } from './fleet-row.ts';
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

type Single = Exclude<Facet, 'energy' | 'tag'>;
const single_values: { [F in Single]: (row: FleetRow) => string } = {
  status: (row) => row.activity,
  life: (row) => row.life_status,
  operation: (row) => row.operation_status,
  rental: (row) => row.rental_status,
  type: (row) => row.vehicle_type ?? '',
  brand: (row) => row.brand ?? '',
  model: (row) => row.model ?? '',
  unit: (row) => row.telematics_brand,
};
export const facets = [...(Object.keys(single_values) as Single[]), 'energy', 'tag'] as Facet[];

const inBand = (energy: number | null, band: EnergyBand): boolean =>
  energy !== null && energy >= energy_bands[band][0] && energy < energy_bands[band][1];

export const isInArea = ({ lat, lon }: { lat: number | null; lon: number | null }, [west, south, east, north]: Area): boolean =>
  lat !== null && lon !== null && lat >= south && lat <= north && (west <= east ? lon >= west && lon <= east : lon >= west || lon <= east);

type Test = (row: FleetRow) => boolean;

const facetTest = (filter: FleetFilter, facet: Facet): Test | undefined => {
  if (filter[facet].length === 0) return undefined;
  if (facet === 'tag') return (row) => filter.tag.every((tag) => row.tags.includes(tag));
  if (facet === 'energy') return (row) => filter.energy.some((band) => inBand(row.energy, band));
  const chosen = new Set<string>(filter[facet]);
  const readValue = single_values[facet];
  return (row) => chosen.has(readValue(row));
};

/** Every word must occur in one of the identifiers. */
const searchTest = (q: string): Test | undefined => {
  const words = foldText(q).split(/\s+/).filter(Boolean);
  const [first = '', ...others] = words;
  if (words.length === 0) return undefined;
  if (others.length === 0) return (row) => row.search_text.includes(first);
  return (row) => words.every((word) => row.search_text.includes(word));
};

const allOf = (tests: (Test | undefined)[]): Test => {
  const present = tests.filter((test) => test !== undefined);
  const [first, ...others] = present;
  if (!first) return () => true;
  if (others.length === 0) return first;
  return (row) => present.every((test) => test(row));
};

export interface CompiledFilter {
  /** Everything but the area: what the map draws, since panning must not make vehicles disappear. */
  onMap: Test;
  inArea: Test;
}

export const compileFilter = (filter: FleetFilter, without?: Facet): CompiledFilter => {
  const { area } = filter;
  return {
    onMap: allOf([...facets.filter((facet) => facet !== without).map((facet) => facetTest(filter, facet)), searchTest(filter.q)]),
    inArea: area ? (row) => isInArea(row, area) : () => true,
  };
};

/** How many vehicles each value of a facet would leave, given everything else that is chosen. */
export const countFacet = (rows: readonly (FleetRow | undefined)[], filter: FleetFilter, facet: Facet): Map<string, number> => {
  // Tags narrow each other, so the count of a tag is what remains when it is added.
  const { onMap, inArea } = compileFilter(filter, facet === 'tag' ? undefined : facet);
  const counts = new Map<string, number>();
  const add = (value: string) => counts.set(value, (counts.get(value) ?? 0) + 1);
  for (const row of rows) {
    if (!row || !onMap(row) || !inArea(row)) continue;
    if (facet === 'tag') for (const tag of row.tags) add(tag);
    else if (facet === 'energy') {
      for (const band of energy_band_names) if (inBand(row.energy, band)) add(band);
    } else add(single_values[facet](row));
  }
  return counts;
};

/** How many choices are made: facets with a choice, the search and the area. */
export const countChoices = (filter: FleetFilter): number =>
  facets.filter((facet) => filter[facet].length > 0).length + (filter.q.trim() ? 1 : 0) + (filter.area ? 1 : 0);
