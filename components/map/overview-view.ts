import { type PointState, planUpdate } from './feature-update.ts';
import { type FleetContext, hasPlace, isNear } from './fleet-context.ts';
import { fleet_sources } from './fleet-layers.ts';
import { type MapChange, type MapSource, nowOf } from './map-source.ts';
import { sendUpdate } from './send-update.ts';
import { createUpdateQueue, type PendingChange } from './update-queue.ts';
import { overviewState } from './vehicle-features.ts';

const shortest_pause_ms = 200;
/** Movements of less than this many pixels wait until they add up or the map comes closer. */
const unseen_px = 0.7;

const allIds = (source: MapSource, held: ReadonlyMap<string, unknown>): Set<string> => {
  const ids = new Set(held.keys());
  source.forEach(({ id }) => {
    ids.add(id);
  });
  return ids;
};

/** Keeps the clustered source equal to the fleet while the map is far enough away to show it. */
export const createOverviewView = (context: FleetContext) => {
  const { map } = context;
  const held = new Map<string, PointState>();
  let tolerance_zoom = map.getZoom();

  const wanted = (now_ms: number) => (id: string) => {
    const point = id === context.selected_id ? undefined : context.source.get(id);
    return hasPlace(point) ? overviewState(point, now_ms) : undefined;
  };

  const apply = async (changed: PendingChange) => {
    if (!map.getSource(fleet_sources.overview)) return;
    tolerance_zoom = map.getZoom();
    const update = planUpdate({
      held,
      ids: changed === 'all' ? allIds(context.source, held) : changed,
      wanted: wanted(nowOf(context.source)),
      tolerance_deg: (unseen_px * 360) / (512 * 2 ** tolerance_zoom),
    });
    await sendUpdate(map, fleet_sources.overview, update);
  };

  const queue = createUpdateQueue({ apply, pauseAfter: (cost_ms) => Math.max(shortest_pause_ms, 2 * cost_ms), onError: context.onError });

  const onZoomEnd = () => {
    queue.setPaused(isNear(context) || document.hidden);
    if (map.getZoom() > tolerance_zoom + 0.5) queue.push('all');
  };
  map.on('zoomend', onZoomEnd);

  return {
    push: (change: MapChange) => queue.push(change),
    /** The source is new and empty. */
    reset: () => {
      held.clear();
      onZoomEnd();
      queue.push('all');
    },
    onVisibilityChange: onZoomEnd,
    close: () => {
      map.off('zoomend', onZoomEnd);
      queue.close();
    },
  };
};
