import { type FleetQuery, formatFleetQuery, parseFleetQuery } from '#lib/client/fleet-query.ts';
import type { SavedView } from '#lib/contract/saved-views.ts';

type Viewed = Omit<FleetQuery, 'at' | 'speed'>;

/** What a view keeps of the page: all but the selected vehicle, the moment, and the view that it began as. */
export const viewQuery = (query: Viewed, place: FleetQuery['place']): string =>
  formatFleetQuery({
    ...query,
    at: undefined,
    speed: 1,
    selected: undefined,
    saved: undefined,
    place: query.filter.area ? undefined : place,
  });

/** What the page shows once a view is applied, at the moment that it shows. */
export const appliedView = ({ id, query }: Pick<SavedView, 'id' | 'query'>): Viewed => {
  const { at: _at, speed: _speed, ...viewed } = parseFleetQuery(new URLSearchParams(query));
  return { ...viewed, selected: undefined, saved: id };
};

/** Whether the page shows something else than its view does; where the map stands does not count. */
export const isChanged = (query: Viewed, view: SavedView): boolean =>
  viewQuery(query, undefined) !== viewQuery(appliedView(view), undefined);

/** The list with a view in place of the one with its id, or beside the others; a default view is the only one. */
export const withView = (views: readonly SavedView[], view: SavedView): readonly SavedView[] => {
  const others = views.filter(({ id }) => id !== view.id);
  const rest = view.is_default ? others.map((other) => ({ ...other, is_default: false })) : others;
  return [...rest, view].sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
};

/** Leads everyone who sees the view to it, as it is when they follow the link. */
export const viewLink = (id: string): string => `${window.location.origin}/fleet?saved=${id}`;
