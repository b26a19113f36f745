'use client';
import { Plus } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { ProblemWords } from '#components/states/problem-words.tsx';
import { Button } from '#components/ui/button.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { notify } from '#components/ui/toast.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { ProblemBody } from '#lib/domain/problem.ts';
import type { CustomFields, Vehicle } from '#lib/domain/vehicle.ts';
import { CustomFieldInput } from './custom-field-input.tsx';
import {
  type CustomFieldRow,
  conflictingKeys,
  custom_field_limits,
  customFieldsPatch,
  rowErrors,
  rowsOf,
  undoPatch,
} from './custom-field-rows.ts';
import { problemFields } from './problem-fields.ts';
import type { VehicleActions } from './vehicle-actions.ts';

export interface CustomFieldsEditorProps {
  vehicle: Vehicle;
  updateCustomFields: VehicleActions['updateCustomFields'];
  onSaved: (vehicle: Vehicle) => void;
}

interface Draft {
  stored: CustomFields;
  rows: CustomFieldRow[];
}

/** Free pairs of name and value. Untouched, it follows what others write; once touched, only the differences are sent. */
export function CustomFieldsEditor({ vehicle, updateCustomFields, onSaved }: CustomFieldsEditorProps) {
  const text = useText();
  const { t } = text;
  const [draft, setDraft] = useState<Draft>();
  const [problem, setProblem] = useState<ProblemBody>();
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const made = useRef(0);
  const live = vehicle.custom_fields;
  const newest = useRef(live);
  newest.current = live;
  const { stored, rows } = draft ?? { stored: live, rows: rowsOf(live) };
  const patch = customFieldsPatch(stored, rows);
  const changes = Object.keys(patch).length;
  const errors = rowErrors(rows, text);
  const refused = problemFields(problem);
  const conflicts = conflictingKeys(stored, live, patch);
  const edit = (next: CustomFieldRow[]) => setDraft({ stored, rows: next });
  const forget = () => {
    setDraft(undefined);
    setProblem(undefined);
    setTried(false);
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (busy || changes === 0 || Object.keys(errors).length > 0) return;
    setBusy(true);
    const result = await updateCustomFields({ params: { vehicle_id: vehicle.id }, body: patch });
    setBusy(false);
    if (!result.ok) return setProblem(result.problem);
    newest.current = result.data.custom_fields;
    onSaved(result.data);
    forget();
    notify.done(t('Custom fields saved'), { action: { label: t('Undo'), onClick: () => void takeBack(patch, live) } });
  };
  const takeBack = async (written: typeof patch, before: CustomFields) => {
    const result = await updateCustomFields({ params: { vehicle_id: vehicle.id }, body: undoPatch(written, before, newest.current) });
    if (!result.ok) return notify.problem(result.problem, text);
    onSaved(result.data);
    notify.done(t('Custom fields are as they were'));
  };
  return (
    <Panel
      title={t('Custom fields')}
      actions={
        <span className="text-ink-faint text-xs">
          {t('{matching} of {total}', { matching: rows.length, total: custom_field_limits.fields })}
        </span>
      }
    >
      <form noValidate onSubmit={save} className="flex flex-col gap-2">
        {rows.length === 0 && (
          <p className="text-ink-faint">{t('No custom fields. They hold what your fleet needs to know beyond the master data.')}</p>
        )}
        <ul className="flex flex-col gap-2">
          {rows.map((row) => (
            <CustomFieldInput
              key={row.id}
              row={row}
              disabled={busy}
              error={tried || row.stored ? { ...(refused[row.key] && { value: refused[row.key] }), ...errors[row.id] } : undefined}
              onChange={(next) => edit(rows.map((other) => (other.id === row.id ? next : other)))}
              onRemove={() => edit(rows.filter((other) => other.id !== row.id))}
            />
          ))}
        </ul>
        {conflicts.length > 0 && (
          <p role="alert" className="rounded-md bg-warning-soft px-2 py-1 text-warning-ink text-xs">
            {t('Someone changed {what} meanwhile. Discard to see theirs, or confirm that yours replaces it.', {
              what: conflicts.map((key) => t('“{field}” to “{value}”', { field: key, value: live[key] ?? t('nothing') })).join(', '),
            })}
          </p>
        )}
        {problem && (
          <p role="alert" className="text-danger-ink">
            <ProblemWords problem={problem} />
          </p>
        )}
        <div className="flex flex-wrap items-center justify-between gap-2">
          <Button
            size="sm"
            disabled={busy || rows.length >= custom_field_limits.fields}
            onClick={() => edit([...rows, { id: `new ${++made.current}`, key: '', value: '' }])}
          >
            <Plus aria-hidden size={14} /> {t('Add field')}
          </Button>
          <span className="flex gap-2">
            {draft && <Button onClick={forget}>{t('Discard')}</Button>}
            <Button type="submit" variant="primary" busy={busy} disabled={changes === 0}>
              {t(conflicts.length > 0 ? 'Replace theirs' : 'Save')}
            </Button>
          </span>
        </div>
      </form>
    </Panel>
  );
}
