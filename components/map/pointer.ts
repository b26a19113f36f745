import type { Map as MapLibreMap, MapMouseEvent } from 'maplibre-gl';
import { listMarks, type Mark } from './marks.ts';
import { nearestMarker } from './next-marker.ts';

const mouse_reach_px = 4;
const touch_reach_px = 14;

const markAt = (map: MapLibreMap, { x, y }: { x: number; y: number }, reach_px: number): Mark | undefined =>
  nearestMarker(
    listMarks(map, [
      [x - reach_px, y - reach_px],
      [x + reach_px, y + reach_px],
    ]),
    { x, y },
  );

const isTouch = (event: MapMouseEvent) => event.originalEvent instanceof PointerEvent && event.originalEvent.pointerType !== 'mouse';

/** Clicks and hovering. Hovering is looked up at most once per frame. */
export const attachPointer = (
  map: MapLibreMap,
  handlers: { onMark: (mark: Mark) => void; onGround: () => void; onHover: (mark: Mark | undefined) => void },
): (() => void) => {
  let frame = 0;
  let last: MapMouseEvent | undefined;

  const hover = () => {
    frame = 0;
    const mark = last && !map.isMoving() ? markAt(map, last.point, mouse_reach_px) : undefined;
    map.getCanvas().style.cursor = mark ? 'pointer' : '';
    handlers.onHover(mark);
  };
  const onMouseMove = (event: MapMouseEvent) => {
    last = event;
    if (frame === 0) frame = requestAnimationFrame(hover);
  };
  const onLeave = () => {
    last = undefined;
    handlers.onHover(undefined);
  };
  const onClick = (event: MapMouseEvent) => {
    onLeave();
    const mark = markAt(map, event.point, isTouch(event) ? touch_reach_px : mouse_reach_px);
    if (mark) handlers.onMark(mark);
    else handlers.onGround();
  };

  map.on('mousemove', onMouseMove);
  map.on('mouseout', onLeave);
  map.on('movestart', onLeave);
  map.on('click', onClick);
  return () => {
    cancelAnimationFrame(frame);
    map.off('mousemove', onMouseMove);
    map.off('mouseout', onLeave);
    map.off('movestart', onLeave);
    map.off('click', onClick);
  };
};
