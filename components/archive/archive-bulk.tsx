'use client';
import { ArchiveRestore, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import { ResultList, type ResultRow } from '#components/bulk/result-list.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { BulkResult } from '#lib/contract/bulk.ts';
import type { ProblemBody } from '#lib/domain/problem.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import type { ArchiveActions } from './archive-actions.ts';
import { type Erasure, ErasureReceipt } from './erasure-receipt.tsx';
import { vehicleName } from './vehicle-name.ts';

export interface ArchiveBulkProps extends Pick<ArchiveActions, 'restoreVehicles' | 'removeVehicle'> {
  chosen: readonly Vehicle[];
  may_restore: boolean;
  may_remove: boolean;
  person: string;
  onChanged: () => void;
  onClear: () => void;
}

/** As many as one call takes. */
const most_per_call = 100;

type Act = 'restore' | 'remove';

/** Restores or erases the chosen vehicles, and says of each what became of it. */
export function ArchiveBulk(props: ArchiveBulkProps) {
  const { chosen, may_restore, may_remove, person, onChanged, onClear, restoreVehicles, removeVehicle } = props;
  const { t, count, translate } = useText();
  const [asking, setAsking] = useState(false);
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const [run, setRun] = useState<{ act: Act; vehicles: readonly Vehicle[]; results: BulkResult[]; over: boolean; at: string }>();

  const start = async (act: Act, work: (vehicles: readonly Vehicle[], tell: (some: BulkResult[]) => void) => Promise<void>) => {
    const vehicles = [...chosen];
    setRun({ act, vehicles, results: [], over: false, at: new Date().toISOString() });
    await work(vehicles, (some) => setRun((before) => before && { ...before, results: [...before.results, ...some] }));
    setRun((before) => before && { ...before, over: true });
    onChanged();
  };
  const failed = (vehicle_id: string, problem: ProblemBody): BulkResult => ({ vehicle_id, status: 'FAILED', problem });
  const restore = () =>
    start('restore', async (vehicles, tell) => {
      for (let first = 0; first < vehicles.length; first += most_per_call) {
        const vehicle_ids = vehicles.slice(first, first + most_per_call).map(({ id }) => id);
        const result = await restoreVehicles({ body: { vehicle_ids } });
        tell(result.ok ? result.data.items : vehicle_ids.map((id) => failed(id, result.problem)));
      }
    });
  const remove = () => {
    if (typed.trim() !== String(chosen.length)) return setWrong(true);
    setAsking(false);
    setTyped('');
    void start('remove', async (vehicles, tell) => {
      for (const { id } of vehicles) {
        const result = await removeVehicle({ params: { vehicle_id: id } });
        tell([result.ok ? { vehicle_id: id, status: 'SUCCEEDED' } : failed(id, result.problem)]);
      }
    });
  };
  const close = () => {
    if (!run?.over) return;
    setRun(undefined);
    onClear();
  };
  const rows = (run?.results ?? []).flatMap(({ vehicle_id, status, problem }): ResultRow[] => {
    const vehicle = run?.vehicles.find(({ id }) => id === vehicle_id);
    const done = status === 'SUCCEEDED';
    const what = run?.act === 'restore' ? t('Restored') : t('Erased');
    return [
      {
        vehicle: { id: vehicle_id, label: vehicle ? vehicleName(vehicle) : vehicle_id },
        mark: done ? { tone: 'ok', shape: 'check' } : { tone: 'danger', shape: 'cross' },
        result: done ? what : t('Failed'),
        problem: problem && `${translate(problem.title)}. ${translate(problem.detail)}`,
      },
    ];
  });
  const done = (run?.results ?? []).filter(({ status }) => status === 'SUCCEEDED');
  const failures = rows.filter(({ problem }) => problem);
  const erasure: Erasure | undefined =
    run?.act === 'remove' && done.length > 0
      ? { vehicle_ids: done.map(({ vehicle_id }) => vehicle_id), erased_at: run.at, erased_by: person }
      : undefined;
  const list = run?.act === 'restore' ? [...failures, ...rows.filter(({ problem }) => !problem)] : failures;
  return (
    <>
      {chosen.length > 0 && (
        <section
          aria-label={t('Chosen vehicles')}
          className="relative mx-4 mb-3 flex flex-wrap items-center gap-2 rounded-md bg-selected px-3 py-1.5"
        >
          <p role="status" className="py-1 font-medium max-sm:basis-full">
            {t('{count} chosen', { count: chosen.length })}
          </p>
          {may_restore && (
            <Button size="sm" icon={ArchiveRestore} onClick={() => void restore()}>
              {t('Bring back')}
            </Button>
          )}
          {may_remove && (
            <Button size="sm" variant="ghost" icon={Trash2} onClick={() => setAsking(true)}>
              {t('Erase for good…')}
            </Button>
          )}
          <IconButton
            size="sm"
            label={t('Choose none')}
            icon={X}
            onClick={onClear}
            className="max-sm:absolute max-sm:top-1 max-sm:right-2"
          />
        </section>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={(open) => {
          setAsking(open);
          setTyped('');
          setWrong(false);
        }}
        title={count(chosen.length, 'Erase {count} vehicle for good?', 'Erase {count} vehicles for good?')}
        description={t('Their master data, states, events, commands and trails are erased now. Nobody can bring them back.')}
        confirm_label={t('Erase for good')}
        danger
        onConfirm={remove}
      >
        <Field
          label={t('Type {number}, how many they are, to confirm', { number: chosen.length })}
          required
          {...(wrong && { error: t('That is not how many they are.') })}
        >
          <Input
            value={typed}
            inputMode="numeric"
            onChange={(event) => {
              setTyped(event.target.value);
              setWrong(false);
            }}
          />
        </Field>
      </ConfirmDialog>
      {run && (
        <Dialog
          open
          onOpenChange={(open) => !open && close()}
          title={run.act === 'restore' ? t('Bringing vehicles back') : t('Erasing vehicles')}
        >
          <div className="flex flex-col gap-3">
            <p role="status" className="font-medium">
              {t('{done} of {count} done', { done: done.length, count: run.vehicles.length })}
              {failures.length > 0 && run.act === 'restore' && (
                <span className="block font-normal text-ink-soft">
                  {t('One whose unit is elsewhere by now is brought back from its own row, with another unit.')}
                </span>
              )}
            </p>
            {erasure && run.over && <ErasureReceipt erasure={erasure} />}
            {list.length > 0 && <ResultList rows={list} file_name={run.act === 'restore' ? 'restored' : 'not-erased'} />}
          </div>
        </Dialog>
      )}
    </>
  );
}
