'use client';
import { type FormEvent, useId, useState } from 'react';
import { gradesOf, permissionsOf } from '#components/developers/permission-grades.ts';
import { PermissionPicker } from '#components/developers/permission-picker.tsx';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { notify } from '#components/ui/toast.tsx';
import { problemFields } from '#components/vehicle/problem-fields.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { PermissionPreset } from '#lib/contract/presets.ts';
import type { Permission } from '#lib/domain/access.ts';
import type { PresetActions } from './people-actions.ts';
import { useAct } from './use-act.ts';

export interface PresetSheetProps extends Pick<PresetActions, 'createPermissionPreset' | 'replacePermissionPreset'> {
  /** Absent: a new one is made. */
  preset?: PermissionPreset | undefined;
  grantor: readonly Permission[];
  onClose: () => void;
  onSaved: () => void;
}

/** Name and permissions of a preset. */
export function PresetSheet({ preset, grantor, onClose, onSaved, ...actions }: PresetSheetProps) {
  const { t, count } = useText();
  const form = useId();
  const [name, setName] = useState(preset?.name ?? '');
  const [grades, setGrades] = useState(() => gradesOf(preset?.permissions ?? []));
  const { busy, problem, act } = useAct();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { name: name.trim(), permissions: permissionsOf(grades) };
    const save = () =>
      preset ? actions.replacePermissionPreset({ params: { preset_id: preset.id }, body }) : actions.createPermissionPreset({ body });
    void act(save, () => {
      notify.done(t('{name} is saved', { name: body.name }));
      onSaved();
      onClose();
    });
  };
  const { name: name_error } = problemFields(problem);
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={preset ? t('Edit {name}', { name: preset.name }) : t('Add preset')}
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            {t('Save')}
          </Button>
        </>
      }
    >
      <form id={form} noValidate autoComplete="off" onSubmit={submit} className="flex flex-col gap-4">
        {preset && preset.user_count > 0 && (
          <Notice tone="neutral">
            {count(
              preset.user_count,
              '{count} person follows this preset and changes with it at once.',
              '{count} people follow this preset and change with it at once.',
            )}
          </Notice>
        )}
        <Field label={t('Name')} required {...(name_error && { error: name_error })}>
          <Input value={name} maxLength={100} autoFocus onChange={(event) => setName(event.target.value)} />
        </Field>
        <PermissionPicker grades={grades} onChange={setGrades} grantor={grantor} held={preset?.permissions ?? []} of="people" />
        {!name_error && <ProblemNote problem={problem} />}
      </form>
    </Sheet>
  );
}
