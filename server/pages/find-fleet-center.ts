import { allows } from '#lib/domain/access.ts';
import { getLatestVehicleState, listVehicles } from '#server/services/vehicles.ts';
import type { requirePage } from './require-page.ts';

const asked = 9;

const middleOf = (numbers: readonly number[]): number | undefined => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

/** [longitude, latitude] amid those vehicles that spoke last, for a map that has nothing else to begin with; undefined where nothing is known. */
export const findFleetCenter = async ({
  app,
  actor,
  viewer,
}: Awaited<ReturnType<typeof requirePage>>): Promise<[number, number] | undefined> => {
  if (!allows(viewer.permissions, 'vehicles.ro')) return undefined;
  const query = { limit: asked, sort: '-last_contact_at', archived: false } as const;
  const { items } = await listVehicles(app, actor, { params: {}, query, body: undefined });
  const states = await Promise.all(
    items.map(({ id }) => getLatestVehicleState(app, actor, { params: { vehicle_id: id }, query: {}, body: undefined })),
  );
  const places = states.flatMap(({ position }) => (position ? [position.value] : []));
  const [lon, lat] = [middleOf(places.map((place) => place.lon)), middleOf(places.map((place) => place.lat))];
  return lon === undefined || lat === undefined ? undefined : [lon, lat];
};
