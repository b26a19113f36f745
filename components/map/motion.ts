/** Movement of a mark between two reports: a straight line, at an even pace, for about as long as the vehicle's reports lie apart. */
export type Place = { lon: number; lat: number };

export type Track = { from: Place; to: Place; started_ms: number; duration_ms: number };

const shortest_ms = 250;
const longest_ms = 4000;
/** A longer way within one report is a jump of the position, not a drive. */
const longest_way_in_meters = 2000;
const meters_per_degree = 111_320;

export const metersBetween = (a: Place, b: Place): number => {
  const north = (b.lat - a.lat) * meters_per_degree;
  const east = (b.lon - a.lon) * meters_per_degree * Math.cos((a.lat * Math.PI) / 180);
  return Math.hypot(north, east);
};

export const restingTrack = (place: Place, now_ms: number): Track => ({ from: place, to: place, started_ms: now_ms, duration_ms: 0 });

export const isMoving = (track: Track, now_ms: number): boolean => now_ms < track.started_ms + track.duration_ms;

export const placeAt = (track: Track, now_ms: number): Place => {
  if (!isMoving(track, now_ms)) return track.to;
  const share = Math.max(0, (now_ms - track.started_ms) / track.duration_ms);
  return {
    lon: track.from.lon + (track.to.lon - track.from.lon) * share,
    lat: track.from.lat + (track.to.lat - track.from.lat) * share,
  };
};

/** The track after a report: starts where the mark is seen now. Without smooth movement the mark is there at once. */
export const advanceTrack = (track: Track | undefined, to: Place, now_ms: number, smooth: boolean): Track => {
  if (!track) return restingTrack(to, now_ms);
  if (track.to.lon === to.lon && track.to.lat === to.lat) return track;
  const from = placeAt(track, now_ms);
  if (!smooth || metersBetween(from, to) > longest_way_in_meters) return restingTrack(to, now_ms);
  const duration_ms = Math.min(longest_ms, Math.max(shortest_ms, now_ms - track.started_ms));
  return { from, to, started_ms: now_ms, duration_ms };
};
