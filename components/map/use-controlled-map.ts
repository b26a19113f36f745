'use client';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { useText } from '#lib/client/text-provider.tsx';
import type { Language } from '#lib/messages/language.ts';
import { type MapTexts, mapTexts } from './map-texts.ts';
import type { MapTheme } from './palette.ts';
import type { Basemap } from './style.ts';
import { type MapNotice, useMap } from './use-map.ts';

/** What every map of a page is given. `center` and `zoom` are where it begins. */
export type MapProps = {
  theme: MapTheme;
  basemap?: Basemap;
  center?: [number, number] | undefined;
  zoom?: number | undefined;
};

export type MapController = { setTheme: (theme: MapTheme) => void; close: () => void };

/** What a controller is made of. */
export type MapParts = { map: MapLibreMap; texts: MapTexts; language: Language; theme: MapTheme; basemap: Basemap };

/** What a `MapFrame` shows. */
export type MapView = { container: RefObject<HTMLDivElement | null>; theme: MapTheme; texts: MapTexts; notice: MapNotice | undefined };

const no_basemap: Basemap = {};

/**
 * A map and what draws on it, outside React: the controller is made when the map's first style is there, is told of another theme, and is closed with
 * the map. Undefined until then.
 */
export const useControlledMap = <C extends MapController>(
  { theme, basemap = no_basemap, center, zoom }: MapProps,
  made: { label: (texts: MapTexts) => string; create: (parts: MapParts) => C; onHome: (controller: NoInfer<C>) => void },
): { view: MapView; language: Language; controller: C | undefined } => {
  const text = useText();
  const { language } = text;
  const texts = useMemo(() => mapTexts(text), [text]);
  const container = useRef<HTMLDivElement>(null);
  const [controller, setController] = useState<C>();
  const latest = useRef({ made, controller });
  latest.current = { made, controller };
  const { map, notice, styling } = useMap(container, {
    theme,
    texts,
    language,
    label: made.label(texts),
    basemap,
    center,
    zoom,
    onHome: () => latest.current.controller && latest.current.made.onHome(latest.current.controller),
  });

  useEffect(() => {
    if (!map) return;
    const created = latest.current.made.create({ map, texts, language, theme: styling.theme(), basemap });
    setController(() => created);
    return () => {
      created.close();
      setController(undefined);
    };
  }, [map, texts, language, basemap, styling]);
  // Only what draws already is told of another theme: until that style has loaded, nothing can be added to the map.
  useEffect(() => {
    if (!controller) return;
    controller.setTheme(theme);
    styling.change(theme);
  }, [controller, theme, styling]);

  return { view: { container, theme, texts, notice }, language, controller };
};
