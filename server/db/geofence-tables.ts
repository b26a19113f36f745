export interface GeofenceTables {
  geofences: {
    id: string;
    fleet_id: string;
    name: string;
    /** JSON texts. */
    shape: string;
    vehicle_filter: string | null;
    revision: number;
    /** 0: who is inside has not been looked up since shape or filter were set. */
    settled: number;
    created_at: string;
    modified_at: string;
  };
  /** Vehicles that are inside, or may have gone in: one that is not here is outside. */
  geofence_visits: {
    geofence_id: string;
    vehicle_id: string;
    fleet_id: string;
    inside: number;
    /** When inside: since when. */
    since: string;
    /** Time of a position too near to the border to be believed alone, on its other side. */
    doubted_at: string | null;
  };
  /** Vehicles of which the fleet's geofences have seen a position: the first one is no change. */
  geofence_vehicles: { fleet_id: string; vehicle_id: string };
}
