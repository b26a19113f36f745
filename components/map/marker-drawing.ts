import type { DonutParts } from './donut.ts';
import { type MapTheme, mark_colors } from './palette.ts';
import { type MapStatus, map_statuses, status_styles, statusColor } from './status-color.ts';

type Context = CanvasRenderingContext2D;

const path = (context: Context, points: readonly (readonly [number, number])[]) => {
  context.beginPath();
  points.forEach(([x, y], index) => {
    if (index === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  });
  context.closePath();
};

const circle = (context: Context, radius: number) => {
  context.beginPath();
  context.arc(0, 0, radius, 0, 2 * Math.PI);
};

/** The current path with a rim in the colour of the land and a soft shadow, then filled. */
const fillWithRim = (context: Context, color: string, theme: MapTheme) => {
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = mark_colors[theme].rim;
  context.save();
  context.shadowColor = theme === 'dark' ? 'rgba(0,0,0,0.7)' : 'rgba(20,30,45,0.38)';
  context.shadowBlur = 3;
  context.shadowOffsetY = 1;
  context.stroke();
  context.restore();
  context.fillStyle = color;
  context.fill();
};

const arrow = [
  [0, -10],
  [7.4, 8.6],
  [0, 4.8],
  [-7.4, 8.6],
] as const;
const triangle = [
  [0, -9.4],
  [9.6, 7.6],
  [-9.6, 7.6],
] as const;
const bolt = [
  [1.6, -6],
  [-3.8, 1],
  [-0.5, 1],
  [-1.6, 6],
  [3.8, -1],
  [0.5, -1],
] as const;
const chevron = [
  [-2.4, -4],
  [4.4, 0],
  [-2.4, 4],
] as const;

const fillInside = (context: Context, points: readonly (readonly [number, number])[], theme: MapTheme) => {
  path(context, points);
  context.fillStyle = mark_colors[theme].rim;
  context.fill();
};

const drawExclamation = (context: Context, theme: MapTheme) => {
  context.fillStyle = mark_colors[theme].rim;
  context.beginPath();
  context.roundRect(-1.1, -4.2, 2.2, 6.6, 1.1);
  context.fill();
  context.beginPath();
  context.arc(0, 4.9, 1.35, 0, 2 * Math.PI);
  context.fill();
};

const drawCross = (context: Context, color: string, theme: MapTheme) => {
  circle(context, 7.2);
  fillWithRim(context, color, theme);
  context.strokeStyle = mark_colors[theme].rim;
  context.lineWidth = 2;
  context.lineCap = 'round';
  context.beginPath();
  for (const side of [-1, 1]) {
    context.moveTo(-2.9 * side, -2.9);
    context.lineTo(2.9 * side, 2.9);
  }
  context.stroke();
};

/** One vehicle, about the origin, in a field of 28 pixels; with a heading it points north and the map turns it. */
export const drawMarker = (context: Context, status: MapStatus, has_heading: boolean, theme: MapTheme): void => {
  const color = statusColor(status, theme);
  switch (status_styles[status].shape) {
    case 'arrow':
      if (has_heading) {
        path(context, arrow);
        fillWithRim(context, color, theme);
        return;
      }
      circle(context, 8.2);
      fillWithRim(context, color, theme);
      fillInside(context, chevron, theme);
      return;
    case 'triangle':
      path(context, triangle);
      fillWithRim(context, color, theme);
      drawExclamation(context, theme);
      return;
    case 'bolt':
      circle(context, 8.6);
      fillWithRim(context, color, theme);
      fillInside(context, bolt, theme);
      return;
    case 'ring':
      circle(context, 7.4);
      fillWithRim(context, color, theme);
      circle(context, 3.4);
      context.fillStyle = mark_colors[theme].rim;
      context.fill();
      return;
    case 'dot':
      circle(context, 6.4);
      fillWithRim(context, color, theme);
      return;
    case 'cross':
      drawCross(context, color, theme);
  }
};

/** A ring of status shares in a field of 42 pixels; the count is written over it. An alarm also shows as a small triangle. */
export const drawDonut = (context: Context, parts: DonutParts, theme: MapTheme): void => {
  circle(context, 18);
  fillWithRim(context, mark_colors[theme].rim, theme);
  const total = parts.reduce((sum, part) => sum + part, 0);
  const several = parts.filter((part) => part > 0).length > 1;
  const gap = several ? 0.07 : 0;
  let angle = -Math.PI / 2;
  context.lineWidth = 5.2;
  context.lineCap = 'butt';
  parts.forEach((part, index) => {
    const status = map_statuses[index];
    if (part === 0 || status === undefined) return;
    const sweep = (2 * Math.PI * part) / total;
    context.beginPath();
    context.arc(0, 0, 15.8, angle + gap, angle + sweep - gap);
    context.strokeStyle = statusColor(status, theme);
    context.stroke();
    angle += sweep;
  });
  if ((parts[0] ?? 0) === 0) return;
  context.translate(13, -13);
  context.scale(0.6, 0.6);
  drawMarker(context, 'alarm', false, theme);
};

/** An almost empty battery in a field of 18 pixels. */
export const drawBadge = (context: Context, theme: MapTheme): void => {
  context.beginPath();
  context.roundRect(-7, -4.5, 14, 9, 2.5);
  context.fillStyle = mark_colors[theme].rim;
  context.fill();
  context.strokeStyle = statusColor('alarm', theme);
  context.lineWidth = 1.3;
  context.beginPath();
  context.roundRect(-5, -2.8, 9, 5.6, 1.2);
  context.stroke();
  context.fillStyle = statusColor('alarm', theme);
  context.fillRect(-3.9, -1.7, 2.2, 3.4);
  context.fillRect(4.6, -1.2, 1.2, 2.4);
};
