'use client';
import { type FormEvent, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { BulkResult } from '#lib/contract/bulk.ts';
import type { Text } from '#lib/messages/text.ts';
import type { BulkActions, MarkedVehicle } from './bulk-actions.ts';
import { type BulkKind, changeMany, isEmpty } from './bulk-change.ts';
import { ChangeFields, first_changes } from './change-fields.tsx';
import { offerUndo } from './offer-undo.ts';
import { ResultList } from './result-list.tsx';

export interface ChangeDialogProps {
  kind: BulkKind;
  vehicles: readonly MarkedVehicle[];
  actions: BulkActions;
  onClose: () => void;
}

const titleOf = (kind: BulkKind, vehicles: number, { count }: Text): string => {
  const titles: Record<BulkKind, () => string> = {
    tags: () => count(vehicles, 'Change tags of 1 vehicle', 'Change tags of {count} vehicles'),
    fields: () => count(vehicles, 'Change custom fields of 1 vehicle', 'Change custom fields of {count} vehicles'),
    status: () => count(vehicles, 'Set the operation status of 1 vehicle', 'Set the operation status of {count} vehicles'),
    archive: () => count(vehicles, 'Archive 1 vehicle', 'Archive {count} vehicles'),
  };
  return titles[kind]();
};

/** One change for many vehicles, and what became of each. Once it is shut, a message offers to take it back. */
export function ChangeDialog({ kind, vehicles, actions, onClose }: ChangeDialogProps) {
  const text = useText();
  const { t } = text;
  const [change, setChange] = useState(first_changes[kind]);
  const [missing, setMissing] = useState(false);
  const [results, setResults] = useState<BulkResult[]>();
  const run = useRef({ closed: false, over: false, results: [] as BulkResult[] });
  const labels = new Map(vehicles.map(({ id, label }) => [id, label]));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isEmpty(change)) return setMissing(true);
    setResults([]);
    const ids = vehicles.map(({ id }) => id);
    void changeMany(actions, change, ids, (some) => {
      run.current.results.push(...some);
      setResults([...run.current.results]);
    }).then(() => {
      run.current.over = true;
      if (run.current.closed) offerUndo(kind, run.current.results, actions, text);
    });
  };
  const close = () => {
    run.current.closed = true;
    if (run.current.over) offerUndo(kind, run.current.results, actions, text);
    onClose();
  };
  const rows = (results ?? []).map(({ vehicle_id, status, problem }) => ({
    vehicle: { id: vehicle_id, label: labels.get(vehicle_id) ?? vehicle_id },
    mark: status === 'SUCCEEDED' ? ({ tone: 'ok', shape: 'check' } as const) : ({ tone: 'danger', shape: 'cross' } as const),
    result: status === 'SUCCEEDED' ? t('Done') : t('Failed'),
    problem: problem && `${text.translate(problem.title)}. ${text.translate(problem.detail)}`,
  }));
  const done = (results ?? []).filter(({ status }) => status === 'SUCCEEDED').length;
  return (
    <Dialog open onOpenChange={(open) => !open && close()} title={titleOf(kind, vehicles.length, text)}>
      {results ? (
        <ResultList rows={rows} file_name={`bulk-${kind}`}>
          <p role="status" className="font-medium">
            {t('{done} of {count} done', { done, count: vehicles.length })}
          </p>
        </ResultList>
      ) : (
        <form noValidate onSubmit={submit} className="flex flex-col gap-3">
          <ChangeFields kind={kind} onChange={setChange} />
          {missing && isEmpty(change) && (
            <p role="alert" className="text-danger-ink">
              {t('Fill in what is to change.')}
            </p>
          )}
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>{t('Cancel')}</Button>
            <Button type="submit" variant={kind === 'archive' ? 'danger' : 'primary'}>
              {kind === 'archive' ? t('Archive') : t('Apply')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
