import type { ActionResult } from '#lib/client/action-result.ts';
import type { BulkResult } from '#lib/contract/bulk.ts';
import type { ProblemBody } from '#lib/domain/problem.ts';
import type { OperationStatus } from '#lib/domain/vehicle-enums.ts';
import type { BulkActions, UndoableChange } from './bulk-actions.ts';

export type BulkChange =
  | { kind: 'tags'; add: string[]; remove: string[] }
  | { kind: 'fields'; key: string; value: string }
  | { kind: 'status'; value: OperationStatus }
  | { kind: 'archive' };
export type BulkKind = BulkChange['kind'];

/** `a, b ,,a` → a and b. */
export const splitTags = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean),
  ),
];

/** Nothing would be changed by it. */
export const isEmpty = (change: BulkChange): boolean => {
  if (change.kind === 'tags') return change.add.length + change.remove.length === 0;
  return change.kind === 'fields' && change.key === '';
};

const largest_portion = 200;
/** Archiving lets go of units one by one, so it takes fewer at a time. */
const chunkSize = (change: BulkChange): number => (change.kind === 'archive' ? 50 : largest_portion);

const send = (actions: BulkActions, change: BulkChange, vehicle_ids: string[]): Promise<ActionResult<{ items: BulkResult[] }>> => {
  switch (change.kind) {
    case 'tags':
      return actions.changeTags({ body: { vehicle_ids, add: change.add, remove: change.remove } });
    case 'fields':
      return actions.changeCustomFields({
        body: { vehicle_ids, ...(change.value === '' ? { remove: [change.key] } : { set: { [change.key]: change.value } }) },
      });
    case 'status':
      return actions.setOperationStatus({ body: { vehicle_ids, value: change.value } });
    case 'archive':
      return actions.archive({ body: { vehicle_ids } });
  }
};

/**
 * Changes the vehicles in portions and tells what became of each as it is known. A portion that is refused as a whole counts for each of its vehicles;
 * the others go on.
 */
export const changeMany = async (
  actions: BulkActions,
  change: BulkChange,
  vehicle_ids: readonly string[],
  onResults: (results: BulkResult[]) => void,
): Promise<void> => {
  const size = chunkSize(change);
  for (let first = 0; first < vehicle_ids.length; first += size) {
    const ids = vehicle_ids.slice(first, first + size);
    const result = await send(actions, change, ids);
    onResults(
      result.ok ? result.data.items : ids.map((vehicle_id): BulkResult => ({ vehicle_id, status: 'FAILED', problem: result.problem })),
    );
  }
};

/** What of the results can be taken back. */
export const undoableOf = (results: readonly BulkResult[]): UndoableChange[] =>
  results.flatMap(({ vehicle_id, changed }) => (changed ? [{ vehicle_id, changed }] : []));

/** How many vehicles were put back, how many have changed since and stay, and the first problem of another kind. */
export const takeBackMany = async (
  actions: Pick<BulkActions, 'revertChanges'>,
  changes: readonly UndoableChange[],
): Promise<{ back: number; kept: number; problem: ProblemBody | undefined }> => {
  const results: BulkResult[] = [];
  let problem: ProblemBody | undefined;
  for (let first = 0; first < changes.length; first += largest_portion) {
    const result = await actions.revertChanges({ body: { items: changes.slice(first, first + largest_portion) } });
    if (result.ok) results.push(...result.data.items);
    else problem ??= result.problem;
  }
  const refused = results.flatMap((row) => row.problem ?? []);
  const kept = refused.filter(({ type }) => type === '/problems/resource-modified').length;
  problem ??= refused.find(({ type }) => type !== '/problems/resource-modified');
  return { back: results.length - refused.length, kept, problem };
};
