import { GeoJSONSource, type Map as MapLibreMap } from 'maplibre-gl';
import type { MapFeature, SourceUpdate } from './feature-update.ts';

/** A tab may stop drawing at any moment; an update then counts as applied. */
const drawing_timeout_ms = 3000;
const data_timeout_ms = 10_000;

/**
 * Resolves with the work, or without it when the map gets a new style, is removed, or the time is over: MapLibre may never
 * settle the update of a source that a new style took away, and one lost promise must not stop all updates.
 */
const settle = (map: MapLibreMap, work: Promise<void>, timeout_ms: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const finish = () => {
      clearTimeout(timer);
      map.off('style.load', finish);
      map.off('remove', finish);
      resolve();
    };
    const timer = setTimeout(finish, timeout_ms);
    map.on('style.load', finish);
    map.on('remove', finish);
    work.then(finish, (error) => {
      reject(error);
      finish();
    });
  });

/** Resolves after the frame in which the source's tiles are complete. */
export const whenDrawn = (map: MapLibreMap, source_id: string): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const check = () => {
    if (!map.getSource(source_id) || map.isSourceLoaded(source_id)) resolve();
  };
  map.on('render', check);
  map.triggerRepaint();
  return settle(map, promise, drawing_timeout_ms).finally(() => map.off('render', check));
};

/** Sends an update to a GeoJSON source and waits until it can be seen. Nothing happens while a new style has no such source yet. */
export const sendUpdate = async (map: MapLibreMap, source_id: string, update: SourceUpdate): Promise<void> => {
  const source = map.getSource(source_id);
  if (update.kind === 'none' || !(source instanceof GeoJSONSource)) return;
  if (update.kind === 'diff') await settle(map, source.updateData(update.diff), data_timeout_ms);
  else await setFeatures(map, source_id, update.features);
  await whenDrawn(map, source_id);
};

/** Replaces what a GeoJSON source holds; nothing happens while the style has no such source. */
export const setFeatures = async (map: MapLibreMap, source_id: string, features: MapFeature[]): Promise<void> => {
  const source = map.getSource(source_id);
  if (!(source instanceof GeoJSONSource)) return;
  await settle(map, source.setData({ type: 'FeatureCollection', features }), data_timeout_ms);
};
