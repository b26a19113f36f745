import { expect, it } from 'vitest';
import type { GeofenceShape } from '#lib/domain/geofence.ts';
import { changeKind, draftFault, draftOf, moveCorner, newDraft, placeCorner, removeCorner, shapeOf } from './draft.ts';

const places = [
  { lat: 0, lon: 0 },
  { lat: 0, lon: 1 },
  { lat: 1, lon: 1 },
];
const triangle = places.reduce(placeCorner, newDraft('polygon'));

it('is the shape again that it was made of', () => {
  const shape = shapeOf(triangle) as GeofenceShape;
  expect(shape).toEqual({
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 0],
      ],
    ],
  });
  expect(shapeOf(draftOf(shape))).toEqual(shape);
  const circle: GeofenceShape = { type: 'CIRCLE', center: { lat: 5, lon: 6 }, radius_in_meters: 300 };
  expect(shapeOf(draftOf(circle))).toEqual(circle);
});

it('says what is still missing or wrong', () => {
  expect(draftFault(newDraft('circle'))).toBe('Set the centre of the circle.');
  expect(draftFault(removeCorner(triangle, 1))).toBe('A polygon has at least three corners.');
  expect(draftFault(triangle)).toBeUndefined();
  expect(draftFault(placeCorner(triangle, { lat: -1, lon: 0.5 }))).toBe('The border crosses or touches itself.');
  expect(draftFault({ ...placeCorner(newDraft('circle'), { lat: 0, lon: 0 }), radius_in_meters: 5 })).toBe(
    'The radius is from 10 m to 500 km.',
  );
});

it('puts a corner behind the picked one, and keeps corners on the globe', () => {
  const between = placeCorner({ ...triangle, picked: 0 }, { lat: -0.5, lon: 0.5 });
  expect(between.corners.map(({ lon }) => lon)).toEqual([0, 0.5, 1, 1]);
  expect([between.picked, removeCorner(between, 1).corners]).toEqual([1, places]);
  expect(moveCorner(triangle, 2, { lat: 91, lon: 181.00000004 }).corners[2]).toEqual({ lat: 90, lon: -179 });
  expect(changeKind(triangle, 'circle').corners).toEqual(places.slice(0, 1));
});
