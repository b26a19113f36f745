'use client';
import { type FormEvent, useId, useState } from 'react';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { notify } from '#components/ui/toast.tsx';
import { problemFields } from '#components/vehicle/problem-fields.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { ApiClient, ApiClientWithSecret } from '#lib/contract/api-clients.ts';
import type { Permission } from '#lib/domain/access.ts';
import type { ProblemBody } from '#lib/domain/problem.ts';
import type { ApiClientActions } from './api-client-actions.ts';
import { gradesOf, permissionsOf } from './permission-grades.ts';
import { PermissionPicker } from './permission-picker.tsx';
import { SecretOnce } from './secret-once.tsx';

export interface ClientSheetProps extends Pick<ApiClientActions, 'createApiClient' | 'updateApiClient'> {
  /** Absent: a new one is made. */
  client?: ApiClient | undefined;
  grantor: readonly Permission[];
  api_url: string;
  onClose: () => void;
  onSaved: () => void;
}

/** Name and permissions of a client. A new one then shows its secret, once. */
export function ClientSheet({ client, grantor, api_url, createApiClient, updateApiClient, onClose, onSaved }: ClientSheetProps) {
  const { t } = useText();
  const form = useId();
  const [name, setName] = useState(client?.name ?? '');
  const [grades, setGrades] = useState(() => gradesOf(client?.permissions ?? []));
  const [made, setMade] = useState<ApiClientWithSecret>();
  const [problem, setProblem] = useState<ProblemBody>();
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);

  const save = async () => {
    const body = { name: name.trim(), permissions: permissionsOf(grades) };
    setBusy(true);
    setProblem(undefined);
    if (client) {
      const result = await updateApiClient({ params: { client_id: client.id }, body });
      setBusy(false);
      if (!result.ok) return setProblem(result.problem);
      notify.done(t('{name} is saved', { name: body.name }));
      onSaved();
      return onClose();
    }
    const result = await createApiClient({ body });
    setBusy(false);
    if (!result.ok) return setProblem(result.problem);
    setMade(result.data);
    onSaved();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(name.trim() === '');
    if (!busy && name.trim() !== '') void save();
  };
  const close = (open: boolean) => !open && onClose();

  if (made) {
    return (
      <Sheet
        open
        onOpenChange={close}
        title={t('{name} is ready', { name: made.name })}
        footer={
          <Button variant="primary" onClick={onClose}>
            {t('I have copied it')}
          </Button>
        }
      >
        <SecretOnce client={made} api_url={api_url} />
      </Sheet>
    );
  }
  const name_error = missing ? t('Give it a name.') : problemFields(problem).name;
  return (
    <Sheet
      open
      onOpenChange={close}
      title={client ? t('Edit {name}', { name: client.name }) : t('Add API client')}
      description={
        client ? t('Tokens that are out already follow within 5 seconds.') : t('One per program, so that each can be stopped by itself.')
      }
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            {client ? t('Save') : t('Add API client')}
          </Button>
        </>
      }
    >
      <form id={form} noValidate autoComplete="off" onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t('Name')} required hint={t('What the program does, for example “Booking system”.')} error={name_error}>
          <Input value={name} maxLength={100} autoFocus onChange={(event) => setName(event.target.value)} />
        </Field>
        <PermissionPicker grades={grades} onChange={setGrades} grantor={grantor} held={client?.permissions ?? []} />
        <ProblemNote problem={problem} />
      </form>
    </Sheet>
  );
}
