import { type PointState, planUpdate } from './feature-update.ts';
import { type FleetContext, hasPlace } from './fleet-context.ts';
import { fleet_sources } from './fleet-layers.ts';
import { type MapBounds, type MapChange, type MapPoint, nowOf } from './map-source.ts';
import { advanceTrack, isMoving, placeAt, type Track } from './motion.ts';
import { sendUpdate } from './send-update.ts';
import { type Stack, stackIcon, stackStanding } from './stacks.ts';
import { createUpdateQueue, type PendingChange } from './update-queue.ts';
import { namedState } from './vehicle-features.ts';

const stack_cell_px = 15;
/** How far around the view vehicles are kept, in parts of the view. */
const margin_share = 0.4;
/** The near view is filled a little before it shows. */
const early_zoom = 0.4;

const contains = (bounds: MapBounds, { lon, lat }: MapPoint) =>
  lon >= bounds[0] && lat >= bounds[1] && lon <= bounds[2] && lat <= bounds[3];

const isGliding = (track: Track | undefined, now_ms: number) => track !== undefined && isMoving(track, now_ms);

const stackState = (stack: Stack): PointState => ({
  lon: stack.lon,
  lat: stack.lat,
  properties: { status: '', icon: stackIcon(stack), heading: 0, opacity: 1, low: 0, name: '', count: stack.members.length },
});

/** Draws the vehicles in and around the view one by one, gliding between their reports; those that stand together become a stack. */
export const createNearView = (context: FleetContext, onStacksChange: () => void) => {
  const { map } = context;
  const held = new Map<string, PointState>();
  const tracks = new Map<string, Track>();
  let states = new Map<string, PointState>();
  let stacks = new Map<string, Stack>();
  let covered: MapBounds | undefined;
  let gliding = new Set<string>();

  const isShown = () => map.getZoom() >= context.near_zoom - early_zoom && !document.hidden;

  const viewBounds = (share: number): MapBounds => {
    const [[west, south], [east, north]] = map.getBounds().toArray();
    const [wide, high] = [(east - west) * share, (north - south) * share];
    return [west - wide, south - high, east + wide, north + high];
  };

  const rebuild = (now_ms: number) => {
    const bounds = viewBounds(margin_share);
    covered = bounds;
    gliding = new Set();
    const moving: MapPoint[] = [];
    const standing: MapPoint[] = [];
    const seen = new Set<string>();
    context.source.forEach((point) => {
      if (point.id === context.selected_id || !hasPlace(point) || !contains(bounds, point)) return;
      seen.add(point.id);
      const track = advanceTrack(tracks.get(point.id), point, now_ms, context.smooth);
      tracks.set(point.id, track);
      if (isMoving(track, now_ms)) gliding.add(point.id);
      if (point.status === 'moving' || isMoving(track, now_ms)) moving.push(point);
      else standing.push(point);
    });
    for (const id of tracks.keys()) if (!seen.has(id)) tracks.delete(id);
    const { single, stacks: found } = stackStanding(standing, Math.round(map.getZoom() * 2) / 2, stack_cell_px);
    const wall_ms = nowOf(context.source);
    states = new Map([...moving, ...single].map((point) => [point.id, namedState(point, wall_ms, context.language)]));
    stacks = new Map(found.map((stack) => [stack.id, stack]));
    for (const stack of found) states.set(stack.id, stackState(stack));
    onStacksChange();
  };

  const wanted = (now_ms: number) => (id: string) => {
    const state = states.get(id);
    const track = state && gliding.has(id) ? tracks.get(id) : undefined;
    return state && track ? { ...state, ...placeAt(track, now_ms) } : state;
  };

  const concernsView = (changed: ReadonlySet<string>) => {
    for (const id of changed) {
      if (tracks.has(id)) return true;
      const point = context.source.get(id);
      if (covered && hasPlace(point) && contains(covered, point)) return true;
    }
    return false;
  };

  const apply = async (changed: PendingChange) => {
    if (!isShown() || !map.getSource(fleet_sources.near)) return;
    const now_ms = performance.now();
    const arrived = [...gliding].some((id) => !isGliding(tracks.get(id), now_ms));
    const rebuilt = changed === 'all' || arrived || concernsView(changed);
    if (rebuilt) rebuild(now_ms);
    const ids = rebuilt ? new Set([...held.keys(), ...states.keys()]) : gliding;
    await sendUpdate(map, fleet_sources.near, planUpdate({ held, ids, wanted: wanted(now_ms), tolerance_deg: 0 }));
    if (gliding.size > 0) queue.push([]);
  };

  const queue = createUpdateQueue({
    apply,
    pauseAfter: (cost_ms) => (gliding.size > 0 ? Math.min(150, cost_ms / 2) : Math.max(100, cost_ms)),
    onError: context.onError,
  });

  const onMove = () => {
    if (!isShown()) return;
    const view = viewBounds(0);
    if (!covered || view[0] < covered[0] || view[1] < covered[1] || view[2] > covered[2] || view[3] > covered[3]) queue.push('all');
  };
  const onZoomEnd = () => {
    if (isShown()) queue.push('all');
  };
  map.on('move', onMove);
  map.on('zoomend', onZoomEnd);

  return {
    push: (change: MapChange) => {
      if (isShown()) queue.push(change);
    },
    getStack: (id: string): Stack | undefined => stacks.get(id),
    reset: () => {
      held.clear();
      queue.push('all');
    },
    onVisibilityChange: onZoomEnd,
    close: () => {
      map.off('move', onMove);
      map.off('zoomend', onZoomEnd);
      queue.close();
    },
  };
};
