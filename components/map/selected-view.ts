import { lineFeatures, pointFeature } from './feature-update.ts';
import { type FleetContext, hasPlace } from './fleet-context.ts';
import { fleet_sources } from './fleet-layers.ts';
import { type MapChange, nowOf } from './map-source.ts';
import { advanceTrack, isMoving, type Place, placeAt, type Track } from './motion.ts';
import { setFeatures, whenDrawn } from './send-update.ts';
import { createUpdateQueue } from './update-queue.ts';
import { namedState } from './vehicle-features.ts';

const longest_trail = 2000;

/** The selected vehicle in a source of its own, with the way it came. */
export const createSelectedView = (context: FleetContext) => {
  const { map } = context;
  let track: Track | undefined;
  let trail: Place[] = [];

  const extendTrail = (place: Place) => {
    const last = trail.at(-1);
    if (last?.lon === place.lon && last.lat === place.lat) return;
    trail = [...trail.slice(1 - longest_trail), { lon: place.lon, lat: place.lat }];
    void setFeatures(map, fleet_sources.trail, lineFeatures('trail', trail.slice(0, -1)));
  };

  const apply = async () => {
    if (!map.getSource(fleet_sources.selected)) return;
    const point = context.selected_id === undefined ? undefined : context.source.get(context.selected_id);
    if (!hasPlace(point)) {
      track = undefined;
      await setFeatures(map, fleet_sources.selected, []);
      return;
    }
    const now_ms = performance.now();
    track = advanceTrack(track, point, now_ms, context.smooth);
    extendTrail(point);
    const place = placeAt(track, now_ms);
    const before = trail.at(-2);
    const state = namedState(point, nowOf(context.source), context.language);
    await setFeatures(map, fleet_sources.selected, [
      ...lineFeatures('tail', before ? [before, place] : []),
      pointFeature(point.id, { ...state, ...place }),
    ]);
    await whenDrawn(map, fleet_sources.selected);
    if (track && isMoving(track, performance.now())) queue.push([]);
  };

  const queue = createUpdateQueue({ apply, pauseAfter: (cost_ms) => Math.min(150, cost_ms / 2), onError: context.onError });

  return {
    push: (change: MapChange) => {
      if (change === 'all' || (context.selected_id !== undefined && change.includes(context.selected_id))) queue.push('all');
    },
    /** Another vehicle, or none; `history` is the way it came before now, oldest first. */
    select: (history: readonly Place[]) => {
      track = undefined;
      trail = history.slice(-longest_trail).map(({ lon, lat }) => ({ lon, lat }));
      void setFeatures(map, fleet_sources.trail, lineFeatures('trail', trail));
      queue.push('all');
    },
    reset: () => {
      void setFeatures(map, fleet_sources.trail, lineFeatures('trail', trail));
      queue.push('all');
    },
    onVisibilityChange: () => queue.setPaused(document.hidden),
    close: () => queue.close(),
  };
};
