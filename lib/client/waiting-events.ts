/** Events that may wait for a snapshot; beyond that another snapshot is cheaper. */
export const most_waiting_events = 50_000;
