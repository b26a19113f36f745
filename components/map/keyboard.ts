import type { Map as MapLibreMap } from 'maplibre-gl';
import { listMarks, type Mark } from './marks.ts';
import { type Direction, nearestMarker, nextMarker } from './next-marker.ts';

const directions: Record<string, Direction> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };
const pan_px = 120;
const steps: Record<Direction, [number, number]> = { left: [-pan_px, 0], right: [pan_px, 0], up: [0, -pan_px], down: [0, pan_px] };

/**
 * Keys on the focused map: arrows go from mark to mark (and move the map where there is none, or with Shift), Enter and
 * Space open, plus and minus zoom, Home shows the fleet, Escape lets go.
 */
export const attachKeyboard = (
  map: MapLibreMap,
  handlers: { onFocus: (mark: Mark | undefined) => void; onMark: (mark: Mark) => void; onHome: () => void; onEscape: () => void },
): (() => void) => {
  const canvas = map.getCanvas();
  let focused: Mark | undefined;
  let last: Mark | undefined;

  const focus = (mark: Mark | undefined) => {
    focused = mark;
    last = mark ?? last;
    handlers.onFocus(mark);
  };

  const move = (direction: Direction, pan: boolean) => {
    const start = focused ?? (last && map.getBounds().contains([last.lon, last.lat]) ? last : undefined);
    const from = start && map.project([start.lon, start.lat]);
    const middle = { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 };
    const marks = pan ? [] : listMarks(map);
    const mark = start && from ? nextMarker(marks, { x: from.x, y: from.y, key: start.key }, direction) : nearestMarker(marks, middle);
    if (mark) focus(mark);
    else map.panBy(steps[direction], { duration: 200 });
  };

  const open = () => {
    if (!focused) return;
    handlers.onMark(focused);
    // What was opened is drawn elsewhere or parted now; the next arrow goes on from here.
    focus(undefined);
  };
  const letGo = () => {
    focus(undefined);
    handlers.onEscape();
  };
  const zoomIn = () => map.zoomIn();
  const zoomOut = () => map.zoomOut();
  const actions = new Map<string, () => void>([
    ['Enter', open],
    [' ', open],
    ['+', zoomIn],
    ['=', zoomIn],
    ['-', zoomOut],
    ['Home', handlers.onHome],
    ['Escape', letGo],
  ]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const direction = directions[event.key];
    const action = actions.get(event.key);
    if (direction) move(direction, event.shiftKey);
    else if (action) action();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onBlur = () => {
    focus(undefined);
    last = undefined;
  };

  canvas.addEventListener('keydown', onKeyDown);
  canvas.addEventListener('blur', onBlur);
  return () => {
    canvas.removeEventListener('keydown', onKeyDown);
    canvas.removeEventListener('blur', onBlur);
  };
};
