import type { MapGeoJSONFeature, Map as MapLibreMap, PointLike } from 'maplibre-gl';
import type { Language } from '#lib/messages/language.ts';
import type { StatusCounts } from './donut.ts';
import type { FleetContext } from './fleet-context.ts';
import { fleet_sources, pointable_layer_ids } from './fleet-layers.ts';
import { type MapPoint, type MapSource, nowOf } from './map-source.ts';
import type { MapTexts } from './map-texts.ts';
import type { ScreenMarker } from './next-marker.ts';
import { countStatuses, type Stack } from './stacks.ts';
import { positionAge, shortAge } from './staleness.ts';
import { map_statuses } from './status-color.ts';

/** Something on the map that can be pointed at. `key` tells it from others as long as the map does not change. */
export type Mark = ScreenMarker & { lon: number; lat: number } & (
    | { kind: 'vehicle'; vehicle_id: string; fanned: boolean }
    | { kind: 'cluster'; cluster_id: number; count: number; counts: StatusCounts }
    | { kind: 'stack'; stack_id: string }
  );

const toMark = (map: MapLibreMap, feature: MapGeoJSONFeature): Mark | undefined => {
  if (feature.geometry.type !== 'Point') return undefined;
  const [lon, lat] = feature.geometry.coordinates;
  if (lon === undefined || lat === undefined) return undefined;
  const properties: Record<string, unknown> = feature.properties;
  const { x, y } = map.project([lon, lat]);
  const place = { x, y, lon, lat };
  if (typeof properties.cluster_id === 'number') {
    const counts = Object.fromEntries(map_statuses.map((status) => [status, Number(properties[status] ?? 0)]));
    const cluster_id = properties.cluster_id;
    return { ...place, kind: 'cluster', key: `cluster:${cluster_id}`, cluster_id, count: Number(properties.point_count), counts };
  }
  const id = String(properties.id);
  const fanned = feature.source === fleet_sources.fan;
  return Number(properties.count ?? 0) > 0
    ? { ...place, kind: 'stack', key: id, stack_id: id }
    : { ...place, kind: 'vehicle', key: `${fanned ? 'fan:' : ''}${id}`, vehicle_id: id, fanned };
};

/** The marks in the view, or in a box of it; topmost first, each once. */
export const listMarks = (map: MapLibreMap, box?: [PointLike, PointLike]): Mark[] => {
  const layers = pointable_layer_ids.filter((id) => map.getLayer(id));
  if (layers.length === 0) return [];
  const features = box ? map.queryRenderedFeatures(box, { layers }) : map.queryRenderedFeatures({ layers });
  const marks = new Map<string, Mark>();
  for (const feature of features) {
    const mark = toMark(map, feature);
    if (mark && !marks.has(mark.key)) marks.set(mark.key, mark);
  }
  return [...marks.values()];
};

const describeCounts = (counts: StatusCounts, texts: MapTexts): string[] =>
  map_statuses.flatMap((status) => (counts[status] ? [`${texts.status(status)}: ${counts[status]}`] : []));

/** Status, speed, energy and age of a vehicle, each as a short phrase. */
export const describeVehicle = (point: MapPoint, texts: MapTexts, language: Language, now_ms: number): string[] => {
  const age_ms = positionAge(point, now_ms);
  return [
    texts.status(point.status),
    ...(point.status === 'moving' && point.speed !== undefined ? [texts.kilometers_per_hour(point.speed)] : []),
    ...(point.low ? [texts.low_energy] : []),
    ...(age_ms === undefined ? [] : [texts.position_age(shortAge(age_ms, language))]),
  ];
};

/** What a mark is, in words: the first is its name. */
export const describeMark = (mark: Mark, context: FleetContext, getStack: (id: string) => Stack | undefined): string[] => {
  const { texts, language } = context;
  const source: MapSource = context.source;
  if (mark.kind === 'cluster') return [texts.cluster(mark.count), ...describeCounts(mark.counts, texts)];
  if (mark.kind === 'stack') {
    const members = getStack(mark.stack_id)?.members ?? [];
    return [texts.cluster(members.length), ...describeCounts(countStatuses(members), texts)];
  }
  const point = source.get(mark.vehicle_id);
  return point ? [point.label, ...describeVehicle(point, texts, language, nowOf(source))] : [];
};
