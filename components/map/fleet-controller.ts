import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Language } from '#lib/messages/language.ts';
import { createActivation } from './activate-mark.ts';
import { createFanView } from './fan-view.ts';
import { type FleetContext, hasPlace } from './fleet-context.ts';
import { fleetLayers, fleetSources, nearZoom } from './fleet-layers.ts';
import { createFollow } from './follow.ts';
import { createGroupedOverview } from './grouped-overview.ts';
import { attachKeyboard } from './keyboard.ts';
import { createMapOverlay } from './map-overlay.ts';
import { type MapBounds, type MapChange, type MapSource, sourceBounds } from './map-source.ts';
import type { MapTexts } from './map-texts.ts';
import { serveMarkerImages } from './marker-images.ts';
import { describeMark, type Mark } from './marks.ts';
import type { Place } from './motion.ts';
import { createNearView } from './near-view.ts';
import { createOverviewView } from './overview-view.ts';
import type { MapTheme } from './palette.ts';
import { attachPointer } from './pointer.ts';
import { createSelectedView } from './selected-view.ts';
import { type Basemap, usefulZoom } from './style.ts';

/** Ages grow although nothing is reported. */
const aging_interval_ms = 30_000;
const select_zoom = 15;

export type FleetHandlers = {
  onSelect: (id: string | undefined) => void;
  onFollowEnd: () => void;
  onViewChange: (bounds: MapBounds) => void;
  onError: (error: unknown) => void;
};

const countPoints = (source: MapSource) => {
  if (source.far) return source.far.count();
  let count = 0;
  source.forEach(() => {
    count += 1;
  });
  return count;
};

/** Drives the vehicle layers of one map from one source, outside React. The map's style has loaded. */
export const createFleetController = (options: {
  map: MapLibreMap;
  source: MapSource;
  texts: MapTexts;
  language: Language;
  theme: MapTheme;
  basemap: Basemap;
  handlers: FleetHandlers;
}) => {
  const { map, basemap, handlers } = options;
  const reduced_motion = window.matchMedia('(prefers-reduced-motion: reduce)');
  let theme = options.theme;
  let closed = false;
  let style_ready = true;
  const context: FleetContext = {
    map,
    texts: options.texts,
    language: options.language,
    source: options.source,
    selected_id: undefined,
    near_zoom: nearZoom(countPoints(options.source)),
    smooth: !reduced_motion.matches,
    onError: handlers.onError,
  };

  // Another source of the same kind may come; the kind stays.
  const { far } = options.source;
  const overview = far ? createGroupedOverview(context, far) : createOverviewView(context);
  const near = createNearView(context, () => fan.refresh());
  const selected = createSelectedView(context);
  const fan = createFanView(context, near.getStack);
  const follow = createFollow(context, handlers.onFollowEnd);
  const overlay = createMapOverlay(
    map,
    (mark) => describeMark(mark, context, near.getStack),
    (mark) => (mark.kind === 'vehicle' && !mark.fanned ? context.source.get(mark.vehicle_id) : undefined),
  );
  const views = [overview, near, selected];

  const push = (change: MapChange) => {
    for (const part of [...views, follow]) part.push(change);
    overlay.refresh(change);
  };

  const install = () => {
    style_ready = true;
    for (const layer of fleetLayers(theme, context.near_zoom)) if (map.getLayer(layer.id)) map.removeLayer(layer.id);
    for (const [id, source] of Object.entries(fleetSources(context.near_zoom, far !== undefined))) {
      if (map.getSource(id)) map.removeSource(id);
      map.addSource(id, source);
    }
    for (const layer of fleetLayers(theme, context.near_zoom)) map.addLayer(layer);
    for (const view of views) view.reset();
  };

  const adaptToSize = () => {
    const near_zoom = nearZoom(countPoints(context.source));
    if (near_zoom === context.near_zoom) return;
    context.near_zoom = near_zoom;
    if (style_ready) install();
  };

  const onChange = (change: MapChange) => {
    if (change === 'all') adaptToSize();
    push(change);
  };
  let unsubscribe = context.source.subscribe(onChange);

  const fitFleet = (animate: boolean) => {
    const show = (bounds: Readonly<MapBounds> | undefined) => {
      if (!bounds || closed) return;
      const area: MapBounds = [...bounds];
      map.fitBounds(area, { padding: 56, maxZoom: usefulZoom(basemap, area), animate: animate && context.smooth, duration: 600 });
    };
    if (context.source.far) void context.source.far.findArea().then(show);
    else show(sourceBounds(context.source));
  };

  const onSelect = (id: string) => handlers.onSelect(id);
  const activate = createActivation(context, { getStack: near.getStack, openFan: fan.open, onSelect });
  const onGround = () => (fan.isOpen() ? fan.close() : handlers.onSelect(undefined));
  const detach = [
    attachPointer(map, { onMark: activate, onGround, onHover: overlay.hover }),
    attachKeyboard(map, {
      onFocus: overlay.focus,
      onMark: (mark: Mark) => activate(mark),
      onHome: () => fitFleet(true),
      onEscape: onGround,
    }),
  ];

  let view_timer: ReturnType<typeof setTimeout> | undefined;
  const tellView = () => {
    const [[west, south], [east, north]] = map.getBounds().toArray();
    handlers.onViewChange([west, south, east, north]);
  };
  const onMoveEnd = () => {
    clearTimeout(view_timer);
    view_timer = setTimeout(tellView, 150);
  };
  const onVisibilityChange = () => {
    for (const view of views) view.onVisibilityChange();
  };
  const onMotionChange = () => {
    context.smooth = !reduced_motion.matches;
  };
  serveMarkerImages(map, () => theme);
  map.on('style.load', install);
  install();
  onMoveEnd();
  map.on('moveend', onMoveEnd);
  document.addEventListener('visibilitychange', onVisibilityChange);
  reduced_motion.addEventListener('change', onMotionChange);
  const aging = setInterval(() => push('all'), aging_interval_ms);

  const goTo = (id: string, closer: boolean, covered_px = 0) => {
    const point = context.source.get(id);
    if (!hasPlace(point)) return;
    const place: [number, number] = [point.lon, point.lat];
    const is_near = !closer && map.getBounds().contains(place);
    if (is_near && map.project(place).x > covered_px) return;
    const near_enough = Math.max(map.getZoom(), Math.min(closer ? select_zoom : 12, usefulZoom(basemap, [...place, ...place])));
    map.easeTo({ center: place, zoom: is_near ? map.getZoom() : near_enough, offset: [covered_px / 2, 0], duration: 500 });
  };

  return {
    fitFleet,
    /** Moves to a vehicle; without `closer` only when it is out of view, or behind what covers so much of the map's left side. */
    goTo,
    setSource: (source: MapSource) => {
      if (source === context.source) return;
      unsubscribe();
      context.source = source;
      unsubscribe = source.subscribe(onChange);
      onChange('all');
    },
    select: (id: string | undefined, trail: readonly Place[]) => {
      const changed = [context.selected_id, id].filter((one) => one !== undefined);
      context.selected_id = id;
      overview.push(changed);
      near.push(changed);
      selected.select(trail);
    },
    follow: follow.set,
    say: overlay.say,
    /** The layers take the new colours when the style that the caller sets has loaded. */
    setTheme: (value: MapTheme) => {
      if (value === theme) return;
      theme = value;
      style_ready = false;
    },
    close: () => {
      if (closed) return;
      closed = true;
      unsubscribe();
      clearInterval(aging);
      clearTimeout(view_timer);
      document.removeEventListener('visibilitychange', onVisibilityChange);
      reduced_motion.removeEventListener('change', onMotionChange);
      map.off('style.load', install);
      map.off('moveend', onMoveEnd);
      for (const undo of detach) undo();
      for (const part of [...views, follow]) part.close();
      fan.dispose();
      overlay.remove();
    },
  };
};

export type FleetController = ReturnType<typeof createFleetController>;
