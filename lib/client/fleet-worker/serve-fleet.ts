/**
 * The fleet in a worker: the same store and the same view as on a page, behind messages. The page is told what it watches, the order of the
 * list, and what its map looks at; everything else stays here.
 */
import { countFacet } from '../count-facet.ts';
import type { MapLook } from '../fleet.ts';
import type { Area } from '../fleet-filter.ts';
import { type FleetPoint, pointOf } from '../fleet-point.ts';
import type { FleetRow } from '../fleet-row.ts';
import { createFleetStore, type FleetChange, type FleetStoreOptions } from '../fleet-store.ts';
import { createFleetView } from '../fleet-view.ts';
import { groupPoints, isWithin } from './group-points.ts';
import type { FromWorker, Question, Questions, ToWorker } from './messages.ts';

export interface ServeOptions extends Pick<FleetStoreOptions, 'loadSnapshot' | 'now' | 'schedule'> {
  post: (message: FromWorker, transfer?: ArrayBuffer[]) => void;
  /** Shortest time between two looks at the map: of groups, and of single vehicles. */
  map_interval_ms?: { grouped: number; single: number };
}

/** How far around a map's view vehicles are told, in parts of the view. */
const margin_share = 0.5;

const widen = ([west, south, east, north]: Area): Area => {
  const [wide, high] = [(east - west) * margin_share, (north - south) * margin_share];
  return east - west + 2 * wide >= 360 ? [-180, -90, 180, 90] : [west - wide, south - high, east + wide, north + high];
};

export const serveFleet = (options: ServeOptions): ((message: ToWorker) => void) => {
  const { post, map_interval_ms = { grouped: 1000, single: 250 } } = options;
  const store = createFleetStore({ ...options, schedule: options.schedule ?? ((task) => setTimeout(task, 50)) });
  const view = createFleetView(store);
  const watched = new Map<string, { row: FleetRow | undefined; listed: boolean }>();
  let told_ids: readonly string[] = [];
  let told_count = 0;
  let told_order = -1;
  let look: MapLook | undefined;
  let map_timer: ReturnType<typeof setTimeout> | undefined;

  const tellIds = () => {
    const ids = store.ids();
    if (ids === told_ids && ids.length === told_count) return;
    const first = ids === told_ids ? told_count : 0;
    told_ids = ids;
    told_count = ids.length;
    post({ tell: 'ids', first, text: ids.slice(first).join('\n') });
  };

  const tellState = () => {
    tellIds();
    const state = view.state();
    if (state.order_version === told_order) {
      post({ tell: 'state', state });
      return;
    }
    told_order = state.order_version;
    const list = view.list().slice();
    post({ tell: 'state', state, list }, [list.buffer]);
  };

  const tellWatched = (ids: Iterable<string>, anyway = false) => {
    const vehicles = [...ids].flatMap((id) => {
      const known = watched.get(id);
      const [row, listed] = [store.get(id), view.isListed(id)];
      if (!known || (!anyway && known.row === row && known.listed === listed)) return [];
      watched.set(id, { row, listed });
      return [{ id, slot: store.slotOf(id) ?? -1, row, listed }];
    });
    if (vehicles.length > 0) post({ tell: 'watched', vehicles });
  };

  const pointsOf = (slots: readonly number[]): FleetPoint[] =>
    slots.flatMap((slot) => {
      const row = store.rows()[slot];
      return (row && pointOf(row)) ?? [];
    });

  const tellMap = () => {
    clearTimeout(map_timer);
    map_timer = undefined;
    if (!look) return;
    const columns = view.columns();
    const area = widen(look.area);
    if (look.grouped) {
      const { groups, alone } = groupPoints(columns, view.isSlotOnMap, area, look.zoom);
      post({ tell: 'map', groups, points: pointsOf(alone) });
      return;
    }
    const within: number[] = [];
    const { lat, lon } = columns.numbers();
    for (let slot = 0; slot < columns.length(); slot += 1) {
      if (view.isSlotOnMap(slot) && isWithin(area, lat[slot] ?? Number.NaN, lon[slot] ?? Number.NaN)) within.push(slot);
    }
    post({ tell: 'map', groups: [], points: pointsOf(within) });
  };

  const tellMapSoon = () => {
    if (look) map_timer ??= setTimeout(tellMap, look.grouped ? map_interval_ms.grouped : map_interval_ms.single);
  };

  const findArea = (): Area | undefined => {
    const { lat: lats, lon: lons } = view.columns().numbers();
    let area: [number, number, number, number] | undefined;
    for (let slot = 0; slot < view.columns().length(); slot += 1) {
      const [lat, lon] = [lats[slot] ?? Number.NaN, lons[slot] ?? Number.NaN];
      if (Number.isNaN(lat) || !view.isSlotOnMap(slot)) continue;
      area ??= [lon, lat, lon, lat];
      area = [Math.min(area[0], lon), Math.min(area[1], lat), Math.max(area[2], lon), Math.max(area[3], lat)];
    }
    return area;
  };

  const answers: { [Q in Question]: (about: Questions[Q]['about']) => Questions[Q]['answer'] } = {
    count_facet: (facet) => countFacet(view.columns(), view.filter(), facet),
    describe: (ids) =>
      ids.flatMap((id) => {
        const row = store.get(id);
        return row ? [{ id, label: row.label, listed: view.isListed(id) }] : [];
      }),
    list_field_keys: () => [...new Set(view.columns().fields.flatMap((fields) => Object.keys(fields)))],
    find_area: findArea,
  };

  view.subscribe(tellState);
  view.subscribeMap((change: FleetChange) => {
    tellWatched(change === 'all' ? watched.keys() : change.filter((id) => watched.has(id)));
    if (change === 'all') tellMap();
    else tellMapSoon();
  });
  store.subscribeStatus(() => {
    tellState();
    post({ tell: 'status', status: store.status() });
  });
  view.follow();

  const receivers: { [T in ToWorker['tell']]: (message: Extract<ToWorker, { tell: T }>) => void } = {
    begin: ({ missed }) => {
      void store.load();
      store.receive(missed);
    },
    events: ({ events }) => store.receive(events),
    load: () => void store.load(),
    tick: store.tick,
    watch: ({ begin, end }) => {
      for (const id of end) watched.delete(id);
      for (const id of begin) watched.set(id, { row: undefined, listed: false });
      tellWatched(begin, true);
    },
    show: (wanted) => {
      view.show(wanted);
      tellWatched(watched.keys());
    },
    hold: ({ value }) => view.hold(value),
    settle: view.settle,
    look: (message) => {
      look = message.look;
      tellMap();
    },
    ask: ({ number, question, about }) => {
      const answer = answers[question] as (about: unknown) => unknown;
      post({ tell: 'answer', number, answer: answer(about) });
    },
  };
  return (message) => receivers[message.tell](message as never);
};
