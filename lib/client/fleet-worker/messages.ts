/** What a page and the worker that holds its fleet say to each other. */
import type { LiveEvent } from '#lib/contract/live.ts';
import type { MapLook, NamedVehicle, PointGroup } from '../fleet.ts';
import type { Area, Facet, FleetFilter } from '../fleet-filter.ts';
import type { FleetPoint } from '../fleet-point.ts';
import type { FleetRow } from '../fleet-row.ts';
import type { FleetSort } from '../fleet-sort.ts';
import type { FleetStatus } from '../fleet-store.ts';
import type { FleetViewState } from '../fleet-view.ts';

/** Questions with their answers. */
export interface Questions {
  count_facet: { about: Facet; answer: ReadonlyMap<string, number> };
  describe: { about: readonly string[]; answer: readonly NamedVehicle[] };
  list_field_keys: { about: undefined; answer: readonly string[] };
  find_area: { about: undefined; answer: Area | undefined };
}
export type Question = keyof Questions;

export type ToWorker =
  /** Begins with a snapshot that the page has already, and the events after it. */
  | { tell: 'begin'; bytes: ArrayBuffer; missed: readonly LiveEvent[] }
  | { tell: 'events'; events: readonly LiveEvent[] }
  | { tell: 'load' }
  | { tell: 'tick' }
  | { tell: 'watch'; begin: readonly string[]; end: readonly string[] }
  | { tell: 'show'; filter: FleetFilter; sort: FleetSort }
  | { tell: 'hold'; value: boolean }
  | { tell: 'settle' }
  | { tell: 'look'; look: MapLook | undefined }
  | { [Q in Question]: { tell: 'ask'; number: number; question: Q; about: Questions[Q]['about'] } }[Question];

export interface WatchedVehicle {
  id: string;
  slot: number;
  /** Absent: the vehicle is gone. */
  row: FleetRow | undefined;
  listed: boolean;
}

export type FromWorker =
  | { tell: 'status'; status: FleetStatus }
  /** Ids of the slots from `first` on, each on a line of its own. */
  | { tell: 'ids'; first: number; text: string }
  /** `list` has the slots in order, where another order came. */
  | { tell: 'state'; state: FleetViewState; list?: Int32Array<ArrayBuffer> }
  | { tell: 'watched'; vehicles: readonly WatchedVehicle[] }
  | { tell: 'map'; points: readonly FleetPoint[]; groups: readonly PointGroup[] }
  | { tell: 'answer'; number: number; answer: unknown };
