import {
  type GeofenceShape,
  longest_radius_in_meters,
  type RingFault,
  ringFault,
  shortest_radius_in_meters,
} from '#lib/domain/geofence.ts';
import type { Position } from '#lib/domain/vehicle-state.ts';
import type { Message } from '#lib/messages/text.ts';

/** A shape while it is being drawn. `corners` of a circle: its centre, once it has one. */
export interface Draft {
  kind: 'circle' | 'polygon';
  corners: readonly Position[];
  radius_in_meters: number;
  /** The corner that keys move and remove. */
  picked: number;
}

const usual_radius_in_meters = 200;

export const newDraft = (kind: Draft['kind']): Draft => ({ kind, corners: [], radius_in_meters: usual_radius_in_meters, picked: 0 });

export const draftOf = (shape: GeofenceShape): Draft => {
  if (shape.type === 'CIRCLE') return { ...newDraft('circle'), corners: [shape.center], radius_in_meters: shape.radius_in_meters };
  const corners = (shape.coordinates[0] ?? []).slice(0, -1).map(([lon, lat]) => ({ lat, lon }));
  return { ...newDraft('polygon'), corners };
};

const wrapped = (lon: number): number => lon - 360 * Math.floor((lon + 180) / 360);
/** A ten-millionth of a degree, about a centimetre. */
const rounded = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;
const onGlobe = ({ lat, lon }: Position): Position => ({ lat: rounded(Math.max(-90, Math.min(90, lat))), lon: rounded(wrapped(lon)) });

/** Sets the centre of a circle; adds a corner to a polygon, behind the picked one. */
export const placeCorner = (draft: Draft, position: Position): Draft => {
  if (draft.kind === 'circle') return { ...draft, corners: [onGlobe(position)], picked: 0 };
  const at = draft.corners.length === 0 ? 0 : draft.picked + 1;
  return { ...draft, corners: draft.corners.toSpliced(at, 0, onGlobe(position)), picked: at };
};

export const moveCorner = (draft: Draft, index: number, position: Position): Draft =>
  index < draft.corners.length ? { ...draft, corners: draft.corners.with(index, onGlobe(position)), picked: index } : draft;

export const removeCorner = (draft: Draft, index: number): Draft => ({
  ...draft,
  corners: draft.corners.toSpliced(index, 1),
  picked: Math.max(0, Math.min(draft.picked, draft.corners.length - 2)),
});

/** Keeps what the other kind can use. */
export const changeKind = (draft: Draft, kind: Draft['kind']): Draft =>
  kind === 'circle' ? { ...draft, kind, corners: draft.corners.slice(0, 1), picked: 0 } : { ...draft, kind };

export const shapeOf = ({ kind, corners, radius_in_meters }: Draft): GeofenceShape | undefined => {
  const [center] = corners;
  if (!center) return undefined;
  if (kind === 'circle') return { type: 'CIRCLE', center, radius_in_meters };
  const ring = [...corners, center].map(({ lat, lon }): [number, number] => [lon, lat]);
  return { type: 'Polygon', coordinates: [ring] };
};

const ring_texts: Record<RingFault, Message> = {
  not_closed: 'A polygon has at least three corners.',
  too_few: 'A polygon has at least three corners.',
  repeated: 'Two corners that follow one another are the same.',
  too_wide: 'The polygon is too large: at most 90 degrees.',
  around_pole: 'A polygon cannot go around a pole; a circle can.',
  self_intersection: 'The border crosses or touches itself.',
  no_area: 'All corners lie on one line.',
};

/** Why the draft is no place yet. */
export const draftFault = (draft: Draft): Message | undefined => {
  const shape = shapeOf(draft);
  if (!shape) return draft.kind === 'circle' ? 'Set the centre of the circle.' : 'A polygon has at least three corners.';
  if (shape.type === 'Polygon') {
    const fault = ringFault(shape.coordinates[0] ?? []);
    return fault && ring_texts[fault];
  }
  const { radius_in_meters: radius } = shape;
  return radius >= shortest_radius_in_meters && radius <= longest_radius_in_meters ? undefined : 'The radius is from 10 m to 500 km.';
};
