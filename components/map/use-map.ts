'use client';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { createMap, setMapStyle } from './create-map.ts';
import type { MapTexts } from './map-texts.ts';
import type { MapTheme } from './palette.ts';
import { type Basemap, mapStyle } from './style.ts';

export type MapNotice = 'no_webgl' | 'basemap_failed' | 'locate_unavailable';

export type MapSetup = {
  theme: MapTheme;
  texts: MapTexts;
  language: string;
  label: string;
  basemap: Basemap;
  center?: [number, number] | undefined;
  zoom?: number | undefined;
  onHome?: (() => void) | undefined;
};

/** What a map is drawn in: the theme of its style, and how to ask for another. Layers can be added again when the next style has loaded. */
export type MapStyling = { theme: () => MapTheme; change: (theme: MapTheme) => void };

/** One map for the life of the element, handed out when its first style is there. Its theme is changed by `styling`; every setting is read once. */
export const useMap = (
  container: RefObject<HTMLElement | null>,
  setup: MapSetup,
): { map: MapLibreMap | undefined; notice: MapNotice | undefined; styling: MapStyling } => {
  const [map, setMap] = useState<MapLibreMap | undefined>();
  const [notice, setNotice] = useState<MapNotice | undefined>();
  const latest = useRef(setup);
  latest.current = setup;
  const styled_theme = useRef(setup.theme);

  useEffect(() => {
    if (!container.current) return;
    const { theme, basemap, language, texts, label, center, zoom } = latest.current;
    let created: MapLibreMap;
    try {
      created = createMap({
        container: container.current,
        style: mapStyle(theme, basemap, location.origin, language),
        texts,
        label,
        center,
        zoom,
        onHome: latest.current.onHome && (() => latest.current.onHome?.()),
        onLocateError: () => setNotice('locate_unavailable'),
      });
    } catch {
      setNotice('no_webgl');
      return;
    }
    styled_theme.current = theme;
    created.on('error', ({ error }) => {
      console.warn('map:', error.message);
      setNotice('basemap_failed');
    });
    created.on('sourcedata', ({ tile }) => {
      if (tile) setNotice((shown) => (shown === 'basemap_failed' ? undefined : shown));
    });
    created.once('style.load', () => setMap(created));
    return () => {
      setMap(undefined);
      created.remove();
    };
  }, [container]);

  const styling = useMemo(
    (): MapStyling => ({
      theme: () => styled_theme.current,
      change: (theme) => {
        if (!map || styled_theme.current === theme) return;
        styled_theme.current = theme;
        setMapStyle(map, mapStyle(theme, latest.current.basemap, location.origin, latest.current.language));
      },
    }),
    [map],
  );

  return { map, notice, styling };
};
