import type { LiveEvent } from '#lib/contract/live.ts';
import { max_plan_vehicles } from '#lib/domain/command-plan.ts';
import { empty_state } from '../awaited-fleet.ts';
import type { Fleet, FleetDesk, FleetPoints, PointGroup } from '../fleet.ts';
import { type FleetPoint, pointOf } from '../fleet-point.ts';
import type { FleetChange, FleetStatus } from '../fleet-store.ts';
import type { FromWorker, Question, Questions, ToWorker } from './messages.ts';
import { createWatchList } from './watch-list.ts';

/** The far end of a conversation: a worker, or in a test the serving function itself. */
export interface Line {
  send: (message: ToWorker, transfer?: ArrayBuffer[]) => void;
  close: () => void;
}

const createListeners = <A extends unknown[]>() => {
  const listeners = new Set<(...told: A) => void>();
  return {
    add: (listener: (...told: A) => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell: (...told: A): void => {
      for (const listener of [...listeners]) listener(...told);
    },
  };
};

/**
 * The fleet in a worker, as a page sees it: the order of the list whole, as numbers; of the vehicles only those that are watched and those that
 * the map looks at. `bytes` is the snapshot to begin with, `missed` the events that came meanwhile.
 */
export const createRemoteFleet = (
  openLine: (receive: (message: FromWorker) => void) => Line,
  start: { bytes: ArrayBuffer; missed: readonly LiveEvent[] },
): Fleet => {
  const status_listeners = createListeners<[]>();
  const state_listeners = createListeners<[]>();
  const map_listeners = createListeners<[FleetChange]>();
  const waiting = new Map<number, (answer: unknown) => void>();
  let status: FleetStatus = { phase: 'loading' };
  let state = empty_state;
  let ids: string[] = [];
  let list = new Int32Array(0);
  let points = new Map<string, FleetPoint>();
  let groups: readonly PointGroup[] = [];
  let asked = 0;

  const receivers: { [T in FromWorker['tell']]: (message: Extract<FromWorker, { tell: T }>) => void } = {
    status: (message) => {
      status = message.status;
      status_listeners.tell();
    },
    ids: ({ first, text }) => {
      if (first === 0) ids = [];
      if (text !== '') for (const id of text.split('\n')) ids.push(id);
    },
    state: (message) => {
      state = message.state;
      list = message.list ?? list;
      state_listeners.tell();
    },
    watched: ({ vehicles }) => {
      watched.take(vehicles);
      map_listeners.tell(vehicles.map(({ id }) => id));
    },
    map: (message) => {
      points = new Map(message.points.map((point) => [point.id, point]));
      groups = message.groups;
      map_listeners.tell('all');
    },
    answer: ({ number, answer }) => {
      waiting.get(number)?.(answer);
      waiting.delete(number);
    },
  };

  const line = openLine((message) => receivers[message.tell](message as never));
  const watched = createWatchList((begin, end) => line.send({ tell: 'watch', begin, end }));
  const ask = <Q extends Question>(question: Q, about: Questions[Q]['about']): Promise<Questions[Q]['answer']> =>
    new Promise((resolve) => {
      asked += 1;
      waiting.set(asked, resolve as (answer: unknown) => void);
      line.send({ tell: 'ask', number: asked, question, about } as ToWorker);
    });

  /** The selected vehicle is watched: the map follows it out of what it looks at. */
  const findPoint = (id: string): FleetPoint | undefined => {
    const row = watched.isWatched(id) ? watched.rowOf(id) : undefined;
    return (row && pointOf(row)) ?? points.get(id);
  };
  const fleet_points: FleetPoints = {
    subscribe: map_listeners.add,
    forEach: (visit) => {
      for (const point of points.values()) visit(point);
    },
    get: findPoint,
    far: {
      count: () => state.total,
      findArea: () => ask('find_area', undefined),
      look: (look) => line.send({ tell: 'look', look }),
      groups: () => groups,
    },
  };

  const desk: FleetDesk = {
    points: fleet_points,
    state: () => state,
    show: ({ filter, sort }) => line.send({ tell: 'show', filter, sort }),
    hold: (value) => line.send({ tell: 'hold', value }),
    settle: () => line.send({ tell: 'settle' }),
    idAt: (index) => ids[list[index] ?? -1] ?? '',
    indexOf: (id) => {
      const slot = watched.find(id)?.slot ?? ids.indexOf(id);
      return slot < 0 ? -1 : list.indexOf(slot);
    },
    isListed: (id) => watched.find(id)?.listed ?? true,
    subscribe: state_listeners.add,
    follow: () => () => {},
    countFacet: (facet) => ask('count_facet', facet),
    // Nothing can be done with more of them at once: their number is all that counts.
    describe: async (wanted) =>
      wanted.length > max_plan_vehicles ? wanted.map((id) => ({ id, label: id, listed: true })) : ask('describe', wanted),
  };

  line.send({ tell: 'begin', ...start }, [start.bytes]);

  return {
    load: async () => line.send({ tell: 'load' }),
    receive: (events) => line.send({ tell: 'events', events }),
    tick: () => line.send({ tell: 'tick' }),
    close: line.close,
    status: () => status,
    subscribeStatus: status_listeners.add,
    get: watched.rowOf,
    watch: watched.watch,
    listFieldKeys: () => ask('list_field_keys', undefined),
    openDesk: ({ filter, sort }) => {
      if (filter && sort) desk.show({ filter, sort });
      return desk;
    },
  };
};
