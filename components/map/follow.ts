import { type FleetContext, hasPlace } from './fleet-context.ts';
import type { MapChange } from './map-source.ts';
import { advanceTrack, isMoving, placeAt, restingTrack, type Track } from './motion.ts';

const close_zoom = 15;

/** Keeps a vehicle in the middle of the map until the person drags the map away. */
export const createFollow = (context: FleetContext, onEnd: () => void) => {
  const { map } = context;
  let followed_id: string | undefined;
  let track: Track | undefined;
  let frame = 0;

  const isTouched = () => map.dragPan.isActive() || map.isZooming();

  const step = () => {
    frame = 0;
    if (!track || followed_id === undefined || document.hidden) return;
    const now_ms = performance.now();
    const { lon, lat } = placeAt(track, now_ms);
    if (!isTouched()) map.jumpTo({ center: [lon, lat] });
    if (isMoving(track, now_ms)) frame = requestAnimationFrame(step);
  };

  const update = () => {
    const point = followed_id === undefined ? undefined : context.source.get(followed_id);
    if (!hasPlace(point)) return;
    const before = track;
    track = advanceTrack(track, point, performance.now(), context.smooth);
    if (track !== before && before && frame === 0) frame = requestAnimationFrame(step);
  };

  const onDragStart = () => {
    if (followed_id === undefined) return;
    followed_id = undefined;
    onEnd();
  };
  map.on('dragstart', onDragStart);

  return {
    push: (change: MapChange) => {
      if (followed_id !== undefined && (change === 'all' || change.includes(followed_id))) update();
    },
    set: (id: string | undefined) => {
      if (id === followed_id) return;
      followed_id = id;
      track = undefined;
      const point = id === undefined ? undefined : context.source.get(id);
      if (!hasPlace(point)) return;
      track = restingTrack(point, performance.now());
      map.easeTo({ center: [point.lon, point.lat], zoom: Math.max(map.getZoom(), close_zoom), duration: 500 });
    },
    close: () => {
      cancelAnimationFrame(frame);
      map.off('dragstart', onDragStart);
    },
  };
};
