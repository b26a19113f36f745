import type { FleetEntry } from '#lib/contract/access.ts';

/** The fleets of someone who belongs to several, and how to change between them. */
export interface FleetChoice {
  fleets: readonly FleetEntry[];
  chooseFleet: (fleet_id: string) => void;
}
