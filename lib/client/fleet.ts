/**
 * The fleet as pages see it, wherever it is held: on the page's own thread, or in a worker when it is large.
 * What a page draws it watches; what it asks about the whole it gets later.
 */
import type { LiveEvent } from '#lib/contract/live.ts';
import type { Area, Facet } from './fleet-filter.ts';
import type { FleetPoint } from './fleet-point.ts';
import type { FleetRow } from './fleet-row.ts';
import type { FleetChange, FleetStore } from './fleet-store.ts';
import type { FleetView, FleetViewOptions } from './fleet-view.ts';

/** A vehicle by what staff call it, and whether the list shows it. */
export interface NamedVehicle {
  id: string;
  label: string;
  listed: boolean;
}

/** Vehicles that a map draws as one mark. */
export interface PointGroup {
  /** Stays the same while the group stays about where it is. */
  number: number;
  lat: number;
  lon: number;
  count: number;
  statuses: Partial<Record<FleetPoint['status'], number>>;
}

/** What a map shows: an area, from how far, and whether vehicles that lie together are to become groups. */
export interface MapLook {
  area: Area;
  zoom: number;
  grouped: boolean;
}

/** The vehicles as a map reads them. */
export interface FleetPoints {
  subscribe: (listener: (change: FleetChange) => void) => () => void;
  forEach: (visit: (point: FleetPoint) => void) => void;
  get: (id: string) => FleetPoint | undefined;
  /** What time it is for these vehicles; absent: as for everyone. */
  now?: (() => number) | undefined;
  /** Present where only what a map looks at is at hand: `forEach` gives that. */
  far?: {
    count: () => number;
    findArea: () => Promise<Area | undefined>;
    look: (look: MapLook | undefined) => void;
    groups: () => readonly PointGroup[];
  };
}

type ViewOfPage = Pick<FleetView, 'state' | 'show' | 'hold' | 'settle' | 'idAt' | 'indexOf' | 'isListed' | 'subscribe' | 'follow'>;

/** One filtered and ordered view of the fleet. */
export interface FleetDesk extends ViewOfPage {
  points: FleetPoints;
  /** How many vehicles each value of a facet would leave. */
  countFacet: (facet: Facet) => Promise<ReadonlyMap<string, number>>;
  /** Those of the vehicles that exist. */
  describe: (ids: readonly string[]) => Promise<readonly NamedVehicle[]>;
}

export interface Fleet extends Pick<FleetStore, 'load' | 'tick' | 'close' | 'status' | 'subscribeStatus'> {
  receive: (events: readonly LiveEvent[]) => void;
  /** A vehicle that is watched, as it is now; undefined for one that is gone, null while it is on its way. */
  get: (id: string) => FleetRow | undefined | null;
  /** Tells when a vehicle changed; it is kept current until the returned function is called. */
  watch: (id: string, listener: () => void) => () => void;
  listFieldKeys: () => Promise<readonly string[]>;
  openDesk: (options: Pick<FleetViewOptions, 'filter' | 'sort'>) => FleetDesk;
}
