import { setImmediate } from 'node:timers/promises';
import type { BulkResult } from '#lib/contract/bulk.ts';
import type { Actor } from '#lib/domain/access.ts';
import { Problem, type ProblemBody } from '#lib/domain/problem.ts';
import type { App } from '#server/app.ts';
import { write } from '#server/store/write.ts';
import { type AskedChange, changeVehicleIn } from './change-vehicle.ts';
import { toProblemBody } from './flow-error.ts';
import { telling } from './take-back.ts';

/** So many vehicles share a transaction (about 5 ms each on a busy machine): it stops every other writer while it runs, and a thousand single commits take longer. */
const chunk_size = 10;

/** What a single call answers with 404 is, in a list, something named in the body. */
const asReference = (error: unknown, pointer: string): unknown => {
  if (!Problem.is(error) || error.kind !== 'resource-not-found') return error;
  const errors = [{ pointer, code: 'not_found', message: error.message }];
  return new Problem('referenced-resource-not-found', error.message, { errors });
};

const inIds = (index: number): string => `/vehicle_ids/${index}`;

export const rowProblem = (app: App, actor: Actor, error: unknown, index: number, pointerOf = inIds): ProblemBody =>
  toProblemBody(app, asReference(error, pointerOf(index)), actor.flow_id, `row ${index} of a bulk call`);

/** One vehicle after the other, each in a transaction of its own. One that fails stops no other. */
export const doEach = async (
  app: App,
  actor: Actor,
  vehicle_ids: readonly string[],
  work: (vehicle_id: string) => Promise<unknown>,
): Promise<{ items: BulkResult[] }> => {
  const items: BulkResult[] = [];
  for (const [index, vehicle_id] of vehicle_ids.entries()) {
    await work(vehicle_id).then(
      () => items.push({ vehicle_id, status: 'SUCCEEDED' }),
      (error: unknown) => items.push({ vehicle_id, status: 'FAILED', problem: rowProblem(app, actor, error, index) }),
    );
    await setImmediate();
  }
  return { items };
};

type RowChange = Pick<AskedChange, 'vehicle_id' | 'action' | 'change'>;

/** The same change of each. */
export const toEach = (vehicle_ids: readonly string[], asked: Omit<RowChange, 'vehicle_id'>): RowChange[] =>
  vehicle_ids.map((vehicle_id) => ({ vehicle_id, ...asked }));

/** A change of each of many vehicles, in short transactions. A vehicle that refuses it keeps no other from it. */
export const changeEach = async (
  app: App,
  actor: Actor,
  rows: readonly RowChange[],
  pointerOf = inIds,
): Promise<{ items: BulkResult[] }> => {
  const fail = (vehicle_id: string, error: unknown, index: number): BulkResult => ({
    vehicle_id,
    status: 'FAILED',
    problem: rowProblem(app, actor, error, index, pointerOf),
  });
  const items: BulkResult[] = [];
  for (let first = 0; first < rows.length; first += chunk_size) {
    const chunk = rows.slice(first, first + chunk_size);
    const results = await write(app, async (tx, emit, audit) => {
      await app.db.dialect.lockVehicles(
        tx,
        chunk.map(({ vehicle_id }) => vehicle_id),
      );
      const done: BulkResult[] = [];
      for (const [offset, row] of chunk.entries()) {
        const { vehicle_id } = row;
        try {
          const { asked, told } = telling(row);
          await changeVehicleIn(app, { tx, emit, audit }, actor, asked);
          const changed = told();
          done.push({ vehicle_id, status: 'SUCCEEDED', ...(changed && { changed }) });
        } catch (error) {
          // Whatever is no Problem may have left the transaction broken.
          if (!Problem.is(error)) throw error;
          done.push(fail(vehicle_id, error, first + offset));
        }
      }
      return done;
    }).catch((error: unknown) => chunk.map(({ vehicle_id }, offset) => fail(vehicle_id, error, first + offset)));
    items.push(...results);
    await setImmediate();
  }
  return { items };
};
