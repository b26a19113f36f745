import { activities, life_statuses, operation_statuses, rental_statuses, vehicle_types } from '#lib/display/vehicle-status.ts';
import { freshness_values } from '#lib/domain/freshness.ts';
import { type ChosenColumn, formatColumns, isColumnId, parseColumns } from './column-choice.ts';
import { isEnergyBand } from './energy-band.ts';
import { type Area, type FleetFilter, no_filter } from './fleet-filter.ts';
import { type FleetSort, usual_sort } from './fleet-sort.ts';

export const layouts = ['split', 'table', 'map'] as const;
export type Layout = (typeof layouts)[number];

/** How many times as fast as it was the past is played. */
export const play_speeds = [1, 10, 60, 300] as const;
export type PlaySpeed = (typeof play_speeds)[number];

/** All that the fleet page's address says. */
export interface FleetQuery {
  filter: FleetFilter;
  sort: FleetSort;
  /** Vehicle id. */
  selected: string | undefined;
  layout: Layout;
  /** Left out: the usual ones, as many as fit. */
  columns: readonly ChosenColumn[] | undefined;
  /** Where the map begins, in place of the whole fleet. */
  place: Area | undefined;
  /** Id of the saved view that this began as. */
  saved: string | undefined;
  /** The moment of the past that is shown; left out: now. */
  at: string | undefined;
  speed: PlaySpeed;
}

export const usual_query: FleetQuery = {
  filter: no_filter,
  sort: usual_sort,
  selected: undefined,
  layout: 'split',
  columns: undefined,
  place: undefined,
  saved: undefined,
  at: undefined,
  speed: 1,
};

/** Constants appear in the address in small letters: `NOT_IN_RENTAL` as `not-in-rental`. */
const wordOf = (constant: string): string => constant.toLowerCase().replaceAll('_', '-');
const constantOf = (word: string): string => word.toUpperCase().replaceAll('-', '_');

const known_values = {
  status: Object.keys(activities),
  life: Object.keys(life_statuses),
  operation: Object.keys(operation_statuses),
  rental: Object.keys(rental_statuses),
  freshness: freshness_values,
  type: [...Object.keys(vehicle_types), ''],
} as const;
const free_facets = ['energy', 'brand', 'model', 'unit', 'can', 'tag', 'field'] as const;
/** Free facets whose values are constants. */
const constant_facets: readonly string[] = ['unit', 'can'];
/** Values of free facets that are more than words. */
const isPossible: Partial<Record<string, (value: string) => boolean>> = {
  energy: isEnergyBand,
  field: (value) => value.indexOf('=') > 0,
};
const known_facets = Object.keys(known_values) as (keyof typeof known_values)[];

const unique = (values: string[]): string[] => [...new Set(values)];

const parseArea = (text: string | null): Area | undefined => {
  const [west, south, east, north, ...more] = (text ?? '').split(',').map((part) => (part === '' ? Number.NaN : Number(part)));
  if (west === undefined || south === undefined || east === undefined || north === undefined || more.length > 0) return undefined;
  const sound = Math.abs(west) <= 180 && Math.abs(east) <= 180 && south >= -90 && south <= north && north <= 90;
  return sound ? [west, south, east, north] : undefined;
};

const parseSort = (text: string | null): FleetSort => {
  const descending = text?.startsWith('-') ?? false;
  const column = (descending ? text?.slice(1) : text) ?? '';
  return isColumnId(column) ? { column, descending } : usual_sort;
};

const parseInstant = (text: string | null): string | undefined => {
  const ms = /^\d{4}-\d\d-\d\dT[\d:.]{5,12}Z$/.test(text ?? '') ? Date.parse(text ?? '') : Number.NaN;
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
};

/** Reads the address; what it does not know or cannot be is passed over. */
export const parseFleetQuery = (search: URLSearchParams): FleetQuery => {
  const filter: Record<string, unknown> = { ...no_filter, q: search.get('q')?.slice(0, 200) ?? '', area: parseArea(search.get('area')) };
  for (const facet of known_facets) {
    const values: readonly string[] = known_values[facet];
    filter[facet] = unique(search.getAll(facet).flatMap((word) => values.filter((value) => wordOf(value) === wordOf(word))));
  }
  for (const facet of free_facets) {
    const given = search.getAll(facet).filter(isPossible[facet] ?? (() => true));
    filter[facet] = unique(constant_facets.includes(facet) ? given.map(constantOf) : given);
  }
  const layout = search.get('view');
  const selected = search.get('sel');
  const saved = search.get('saved');
  return {
    filter: filter as unknown as FleetFilter,
    sort: parseSort(search.get('sort')),
    selected: selected && /^[0-9A-Z]{1,16}$/.test(selected) ? selected : undefined,
    layout: layouts.find((one) => one === layout) ?? 'split',
    columns: parseColumns(search.get('cols')),
    place: parseArea(search.get('map')),
    saved: saved && /^[0-9A-HJKMNP-TV-Z]{26}$/.test(saved) ? saved : undefined,
    at: parseInstant(search.get('at')),
    speed: play_speeds.find((speed) => String(speed) === search.get('speed')) ?? 1,
  };
};

/** Degrees to about a metre, so that the address stays short. */
const degrees = (value: number): string => String(Number(value.toFixed(5)));

const setMoment = (search: URLSearchParams, at: string | undefined, speed: PlaySpeed) => {
  if (at === undefined) return;
  search.set('at', at);
  if (speed !== 1) search.set('speed', String(speed));
};

/** The address, without `?`; what is as usual is left out, so an untouched page has none. */
export const formatFleetQuery = ({ filter, sort, selected, layout, columns, place, saved, at, speed }: FleetQuery): string => {
  const search = new URLSearchParams();
  if (filter.q.trim()) search.set('q', filter.q);
  for (const facet of known_facets) for (const value of filter[facet]) search.append(facet, wordOf(value));
  for (const facet of free_facets)
    for (const value of filter[facet]) search.append(facet, constant_facets.includes(facet) ? wordOf(value) : value);
  if (filter.area) search.set('area', filter.area.map(degrees).join(','));
  if (sort.column !== usual_sort.column || sort.descending) search.set('sort', `${sort.descending ? '-' : ''}${sort.column}`);
  if (columns) search.set('cols', formatColumns(columns));
  if (selected !== undefined) search.set('sel', selected);
  if (layout !== 'split') search.set('view', layout);
  if (place) search.set('map', place.map(degrees).join(','));
  if (saved !== undefined) search.set('saved', saved);
  setMoment(search, at, speed);
  return search.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
};
