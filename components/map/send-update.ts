import { GeoJSONSource, type Map as MapLibreMap } from 'maplibre-gl';
import type { MapFeature, SourceUpdate } from './feature-update.ts';

/** A tab may stop drawing at any moment; an update then counts as applied. */
const drawing_timeout_ms = 3000;

/** Resolves after the frame in which the source's tiles are complete. */
export const whenDrawn = (map: MapLibreMap, source_id: string): Promise<void> =>
  new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      map.off('render', check);
      map.off('remove', finish);
      resolve();
    };
    const check = () => {
      if (!map.getSource(source_id) || map.isSourceLoaded(source_id)) finish();
    };
    const timer = setTimeout(finish, drawing_timeout_ms);
    map.on('render', check);
    map.on('remove', finish);
    map.triggerRepaint();
  });

/** Sends an update to a GeoJSON source and waits until it can be seen. Nothing happens while a new style has no such source yet. */
export const sendUpdate = async (map: MapLibreMap, source_id: string, update: SourceUpdate): Promise<void> => {
  const source = map.getSource(source_id);
  if (update.kind === 'none' || !(source instanceof GeoJSONSource)) return;
  if (update.kind === 'diff') await source.updateData(update.diff);
  else await setFeatures(map, source_id, update.features);
  await whenDrawn(map, source_id);
};

/** Replaces what a GeoJSON source holds; nothing happens while the style has no such source. */
export const setFeatures = async (map: MapLibreMap, source_id: string, features: MapFeature[]): Promise<void> => {
  const source = map.getSource(source_id);
  if (source instanceof GeoJSONSource) await source.setData({ type: 'FeatureCollection', features });
};
