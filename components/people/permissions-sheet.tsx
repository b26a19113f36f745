'use client';
import { type FormEvent, useId, useState } from 'react';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { notify } from '#components/ui/toast.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { User } from '#lib/contract/people.ts';
import type { PermissionPreset } from '#lib/contract/presets.ts';
import type { Permission } from '#lib/domain/access.ts';
import { grantBody, grantOf } from './grant.ts';
import { GrantFields } from './grant-fields.tsx';
import type { PeopleActions } from './people-actions.ts';
import { useAct } from './use-act.ts';

export interface PermissionsSheetProps extends Pick<PeopleActions, 'updateUser' | 'setUserPermissions'> {
  user: User;
  presets: readonly PermissionPreset[];
  grantor: readonly Permission[];
  onClose: () => void;
  onSaved: () => void;
}

/** What a person of the fleet may do, and the job title. */
export function PermissionsSheet({ user, presets, grantor, onClose, onSaved, ...actions }: PermissionsSheetProps) {
  const { t } = useText();
  const form = useId();
  const [grant, setGrant] = useState(() => grantOf(user));
  const [job_title, setJobTitle] = useState(user.job_title ?? '');
  const { busy, problem, act } = useAct();
  const params = { user_id: user.id };
  const save = async () => {
    if (job_title !== (user.job_title ?? '')) {
      const renamed = await actions.updateUser({ params, body: { job_title } });
      if (!renamed.ok) return renamed;
    }
    return actions.setUserPermissions({ params, body: grantBody(grant) });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void act(save, () => {
      notify.done(t('{name} is saved', { name: user.name }));
      onSaved();
      onClose();
    });
  };
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('Permissions of {name}', { name: user.name })}
      description={t('Changes hold at once, on pages that are open within 5 seconds.')}
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            {t('Save')}
          </Button>
        </>
      }
    >
      <form id={form} noValidate autoComplete="off" onSubmit={submit} className="flex flex-col gap-3">
        <Field label={t('Job title')}>
          <Input value={job_title} maxLength={100} onChange={(event) => setJobTitle(event.target.value)} />
        </Field>
        <GrantFields grant={grant} onChange={setGrant} presets={presets} grantor={grantor} held={user.permissions} />
        <ProblemNote problem={problem} />
      </form>
    </Sheet>
  );
}
