import type { Map as MapLibreMap } from 'maplibre-gl';
import { parseDonutKey } from './donut.ts';
import { drawBadge, drawDonut, drawMarker } from './marker-drawing.ts';
import type { MapTheme } from './palette.ts';
import { type MapStatus, map_statuses } from './status-color.ts';

/** MapLibre copies the images of a tile whenever the tile changes, so they are as small as the screen allows. */
const pixel_ratio = typeof window !== 'undefined' && window.devicePixelRatio > 1 ? 2 : 1;
const marker_prefix = 'marker:';
export const low_badge = 'badge:low';

/** The name of a vehicle's image: status, and whether it turns with the heading. */
export const markerKey = (status: MapStatus, has_heading: boolean): string =>
  `${marker_prefix}${status}${status === 'moving' && has_heading ? ':heading' : ''}`;

const parseMarkerKey = (key: string): { status: MapStatus; has_heading: boolean } | undefined => {
  if (!key.startsWith(marker_prefix)) return undefined;
  const [name, heading] = key.slice(marker_prefix.length).split(':');
  const status = map_statuses.find((known) => known === name);
  return status && { status, has_heading: heading === 'heading' };
};

let shared_context: CanvasRenderingContext2D | null | undefined;

const paint = (size: number, draw: (context: CanvasRenderingContext2D) => void): ImageData | undefined => {
  shared_context ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const context = shared_context;
  if (!context) return undefined;
  const pixels = size * pixel_ratio;
  context.canvas.width = pixels;
  context.canvas.height = pixels;
  context.scale(pixel_ratio, pixel_ratio);
  context.translate(size / 2, size / 2);
  draw(context);
  return context.getImageData(0, 0, pixels, pixels);
};

const drawImage = (key: string, theme: MapTheme): ImageData | undefined => {
  const parts = parseDonutKey(key);
  if (parts) return paint(42, (context) => drawDonut(context, parts, theme));
  const marker = parseMarkerKey(key);
  if (marker) return paint(28, (context) => drawMarker(context, marker.status, marker.has_heading, theme));
  if (key === low_badge) return paint(18, (context) => drawBadge(context, theme));
  return undefined;
};

/** Draws vehicle images when a tile first asks for them. A new style forgets its images, so a new theme draws them anew. */
export const serveMarkerImages = (map: MapLibreMap, getTheme: () => MapTheme): void => {
  map.setMissingStyleImageResolver((key) => {
    const image = drawImage(key, getTheme());
    if (image && !map.hasImage(key)) map.addImage(key, image, { pixelRatio: pixel_ratio });
  });
};
