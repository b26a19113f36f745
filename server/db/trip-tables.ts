/** Tables of what consumers of the log make of it: trips. */
export interface TripTables {
  trips: {
    id: string;
    fleet_id: string;
    vehicle_id: string;
    trip_trigger: string;
    /** OPEN, ENDED (its metrics are still to come), DONE, DISCARDED. */
    status: string;
    started_at: string;
    ended_at: string | null;
    start_lat: number | null;
    start_lon: number | null;
    end_lat: number | null;
    end_lon: number | null;
    /** What of the vehicle's state counts for the metrics and was measured before the trip: the log may have forgotten it when a long one ends. */
    start_state: string;
    /** Places in the log of the events that began and ended it. */
    start_sequence: number;
    end_sequence: number | null;
    /** Flow of the report or act that ended it. */
    flow_id: string;
    metrics_due_at: string | null;
    distance: number | null;
    max_speed: number | null;
    energy_used: number | null;
  };
  /** By what a fleet's trips are told, and since when: what was measured before begins none. */
  trip_rules: { fleet_id: string; trip_trigger: string; since: string };
}
