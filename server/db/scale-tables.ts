/** Tables by which several gateways divide the work, and several web processes count together. */
export interface ScaleTables {
  /** The gateways that are in office. Who has no row here any more must not act: leases and units are others' by then. */
  gateways: {
    id: string;
    /** One gateway at a time; a newer one of the same name takes the place of the older. */
    name: string;
    /** Never given twice. */
    epoch: number;
    /** Rises while the gateway lives: others compare it with what they saw before, so no two clocks need to agree. */
    beat: number;
    started_at: string;
    heartbeat_at: string;
    /** `host:port` of its pushes and metrics. */
    address: string;
    version: string;
    /** 1: it is stopping and takes nothing more. */
    leaving: number;
    leases: number;
    sessions: number;
  };
  /** Which gateway has the connection of a unit, and which one has a newer connection that waits for it. */
  unit_sessions: {
    brand: string;
    unit_id: string;
    gateway_id: string;
    connected_at: string;
    contender_id: string | null;
  };
  /** What each web process has let through of each caller's bucket lately. */
  rate_spends: {
    process_id: string;
    bucket_key: string;
    spent: number;
    noted_at: string;
  };
}
