'use client';
import { type FormEvent, useRef, useState } from 'react';
import { ProblemWords } from '#components/states/problem-words.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { notify } from '#components/ui/toast.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { ProblemBody } from '#lib/domain/problem.ts';
import type { MasterDataPatch, Vehicle } from '#lib/domain/vehicle.ts';
import { ConflictNote } from './conflict-note.tsx';
import { changedFields, conflictingFields, editField, keepEdit, shownValue } from './field-edits.ts';
import {
  type MasterDataEdits,
  master_data_labels,
  master_data_order,
  masterDataPatch,
  masterDataTexts,
  undoMasterData,
} from './master-data-form.ts';
import { MasterDataInput } from './master-data-input.tsx';
import { problemFields } from './problem-fields.ts';
import type { VehicleActions } from './vehicle-actions.ts';

export interface MasterDataEditorProps {
  vehicle: Vehicle;
  updateMasterData: VehicleActions['updateMasterData'];
  onSaved: (vehicle: Vehicle) => void;
}

/** Form of the master data. Only touched fields are sent; all others follow what others write. */
export function MasterDataEditor({ vehicle, updateMasterData, onSaved }: MasterDataEditorProps) {
  const words = useText();
  const { t } = words;
  const [edits, setEdits] = useState<MasterDataEdits>({});
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<ProblemBody>();
  const [busy, setBusy] = useState(false);
  const live = masterDataTexts(vehicle);
  const newest = useRef(vehicle);
  newest.current = vehicle;
  const changed = changedFields(edits, live);
  const conflicts = conflictingFields(edits, live);

  const forget = () => {
    setEdits({});
    setErrors({});
    setProblem(undefined);
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || conflicts.length > 0 || changed.length === 0) return;
    const draft = masterDataPatch(edits, live, words);
    if (!draft.ok) return setErrors(draft.errors);
    setBusy(true);
    const result = await updateMasterData({ params: { vehicle_id: vehicle.id }, body: draft.patch });
    setBusy(false);
    if (!result.ok) {
      setErrors(problemFields(result.problem));
      return setProblem(result.problem);
    }
    newest.current = result.data;
    onSaved(result.data);
    forget();
    const undo = () => void takeBack(draft.patch, vehicle);
    notify.done(t('Master data saved'), { action: { label: t('Undo'), onClick: undo } });
  };
  const takeBack = async (written: MasterDataPatch, before: Vehicle) => {
    const body = undoMasterData(written, before.master_data, newest.current.master_data);
    const result = await updateMasterData({ params: { vehicle_id: vehicle.id }, body });
    if (!result.ok) return notify.problem(result.problem, words);
    onSaved(result.data);
    notify.done(t('Master data are as they were'));
  };

  return (
    <Panel
      title={t('Master data')}
      actions={<RelativeTime at={vehicle.master_data.modified_at} focusable className="text-ink-faint text-xs" />}
    >
      <form noValidate onSubmit={save} className="grid grid-cols-1 gap-3 sm:grid-cols-2">
        {master_data_order.map((field) => (
          <div key={field} className={field === 'remark' ? 'sm:col-span-2' : undefined}>
            <Field label={t(master_data_labels[field])} optional_mark={false} {...(errors[field] && { error: errors[field] })}>
              <MasterDataInput
                field={field}
                value={shownValue(edits, live, field)}
                disabled={busy}
                onChange={(text) => setEdits((before) => editField(before, live, field, text))}
              />
            </Field>
            {conflicts.includes(field) && (
              <ConflictNote
                theirs={live[field]}
                onKeep={() => setEdits((before) => keepEdit(before, live, field))}
                onTake={() => setEdits((before) => editField(before, live, field, live[field]))}
              />
            )}
          </div>
        ))}
        {problem && (
          <p role="alert" className="text-danger-ink sm:col-span-2">
            <ProblemWords problem={problem} />
          </p>
        )}
        <div className="flex items-center justify-end gap-2 sm:col-span-2">
          {changed.length > 0 && (
            <>
              <span role="status" className="text-ink-soft text-xs">
                {conflicts.length > 0 ? t('Decide what to keep first') : t('{count} changed', { count: changed.length })}
              </span>
              <Button onClick={forget}>{t('Discard')}</Button>
            </>
          )}
          <Button type="submit" variant="primary" busy={busy} disabled={changed.length === 0 || conflicts.length > 0}>
            {t('Save')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
