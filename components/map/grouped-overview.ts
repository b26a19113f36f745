import { type PointState, planUpdate } from './feature-update.ts';
import { type FleetContext, hasPlace, isNear } from './fleet-context.ts';
import { fleet_sources } from './fleet-layers.ts';
import { type FarPoints, type MapChange, nowOf, type PointGroup } from './map-source.ts';
import { sendUpdate } from './send-update.ts';
import { map_statuses } from './status-color.ts';
import { createUpdateQueue } from './update-queue.ts';
import { overviewState } from './vehicle-features.ts';

const shortest_pause_ms = 200;
/** While the map moves it is looked at so often. */
const look_interval_ms = 150;

/** As clusters of the map itself say it: 1.2k, 34k. */
const shortCount = (count: number): string => {
  if (count < 1000) return String(count);
  return count < 10_000 ? `${Math.round(count / 100) / 10}k` : `${Math.round(count / 1000)}k`;
};

/** A group with the properties of a cluster of the map's own, so that the same layers draw it. */
const groupState = ({ number, lon, lat, count, statuses }: PointGroup): PointState => ({
  lon,
  lat,
  properties: {
    ...Object.fromEntries(map_statuses.map((status) => [status, statuses[status] ?? 0])),
    cluster_id: number,
    point_count: count,
    point_count_abbreviated: shortCount(count),
  },
});

const wrap = (lon: number): number => ((((lon + 180) % 360) + 360) % 360) - 180;

/** Draws what another has grouped already: the groups of a fleet too large to be clustered on this side, and the vehicles that stand alone. */
export const createGroupedOverview = (context: FleetContext, far: FarPoints) => {
  const { map } = context;
  const held = new Map<string, PointState>();
  let look_timer: ReturnType<typeof setTimeout> | undefined;

  const look = () => {
    clearTimeout(look_timer);
    look_timer = undefined;
    if (document.hidden) return far.look(undefined);
    const [[west, south], [east, north]] = map.getBounds().toArray();
    const area = east - west >= 360 ? ([-180, south, 180, north] as const) : ([wrap(west), south, wrap(east), north] as const);
    far.look({ area, zoom: map.getZoom(), grouped: !isNear(context) });
  };
  const lookSoon = () => {
    look_timer ??= setTimeout(look, look_interval_ms);
  };

  const statesNow = (): Map<string, PointState> => {
    const now_ms = nowOf(context.source);
    const states = new Map(far.groups().map((group) => [`group:${group.number}`, groupState(group)]));
    context.source.forEach((point) => {
      if (point.id !== context.selected_id && hasPlace(point)) states.set(point.id, overviewState(point, now_ms));
    });
    return states;
  };

  const apply = async () => {
    if (!map.getSource(fleet_sources.overview) || isNear(context)) return;
    const states = statesNow();
    const ids = new Set([...held.keys(), ...states.keys()]);
    await sendUpdate(map, fleet_sources.overview, planUpdate({ held, ids, wanted: (id) => states.get(id), tolerance_deg: 0 }));
  };
  const queue = createUpdateQueue({ apply, pauseAfter: (cost_ms) => Math.max(shortest_pause_ms, 2 * cost_ms), onError: context.onError });

  map.on('move', lookSoon);
  map.on('moveend', look);
  look();

  return {
    push: (change: MapChange) => {
      if (change === 'all' || (context.selected_id !== undefined && change.includes(context.selected_id))) queue.push('all');
    },
    /** The source is new and empty, and vehicles may part at another zoom. */
    reset: () => {
      held.clear();
      look();
      queue.push('all');
    },
    onVisibilityChange: () => {
      queue.setPaused(document.hidden);
      look();
    },
    close: () => {
      clearTimeout(look_timer);
      map.off('move', lookSoon);
      map.off('moveend', look);
      far.look(undefined);
      queue.close();
    },
  };
};
