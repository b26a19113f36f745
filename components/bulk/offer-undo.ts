import { notify } from '#components/ui/toast.tsx';
import type { BulkResult } from '#lib/contract/bulk.ts';
import type { Text } from '#lib/messages/text.ts';
import type { BulkActions, UndoableChange } from './bulk-actions.ts';
import { type BulkKind, takeBackMany, undoableOf } from './bulk-change.ts';

const changedText = (kind: BulkKind, vehicles: number, { count }: Text): string | undefined => {
  if (kind === 'tags') return count(vehicles, 'Tags of 1 vehicle changed', 'Tags of {count} vehicles changed');
  if (kind === 'fields') return count(vehicles, 'Custom fields of 1 vehicle changed', 'Custom fields of {count} vehicles changed');
  if (kind === 'status') return count(vehicles, 'Operation status of 1 vehicle changed', 'Operation status of {count} vehicles changed');
  return undefined;
};

const undo = async (actions: BulkActions, changes: readonly UndoableChange[], text: Text): Promise<void> => {
  const { t, count } = text;
  const { back, kept, problem } = await takeBackMany(actions, changes);
  if (problem) notify.problem(problem, text);
  const since = kept > 0 && {
    description: count(kept, '1 was changed since and stays as it is.', '{count} were changed since and stay as they are.'),
  };
  if (back > 0) notify.done(count(back, '1 vehicle is as it was', '{count} vehicles are as they were'), since || {});
  else if (since) notify.warn(t('Nothing was taken back'), since);
};

/** Says what was changed, with a way back; archived vehicles have theirs in the archive. */
export const offerUndo = (kind: BulkKind, results: readonly BulkResult[], actions: BulkActions, text: Text): void => {
  const changes = undoableOf(results);
  const said = changedText(kind, changes.length, text);
  if (said === undefined || changes.length === 0) return;
  notify.done(said, { action: { label: text.t('Undo'), onClick: () => void undo(actions, changes, text) } });
};
