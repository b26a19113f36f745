'use client';
import { type FormEvent, useId, useState } from 'react';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { problemFields } from '#components/vehicle/problem-fields.ts';
import { useText } from '#lib/client/text-provider.tsx';
import { permissions, presetPermissions } from '#lib/domain/access.ts';
import type { SupportActions } from './people-actions.ts';
import { useAct } from './use-act.ts';

export interface SupportSheetProps {
  createSupportGrant: SupportActions['createSupportGrant'];
  onClose: () => void;
  onGranted: (email: string) => void;
}

const times = [30, 60, 120, 240, 480];

/** What Support may read, and nothing that changes. */
const readOnly = () => {
  const read = presetPermissions('Support').map((permission) => (permission.endsWith('.ro') ? permission : `${permission}.ro`));
  return permissions.filter((permission) => read.includes(permission));
};

/** Asks for whom, why, for how long and for how much. */
export function SupportSheet({ createSupportGrant, onClose, onGranted }: SupportSheetProps) {
  const { t, count } = useText();
  const form = useId();
  const [given, setGiven] = useState({ email: '', reason: '', minutes: '60', extent: 'read' });
  const { busy, problem, act } = useAct();
  const field = (name: keyof typeof given) => ({
    value: given[name],
    onChange: (event: { target: { value: string } }) => setGiven({ ...given, [name]: event.target.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const [email, expires_in_minutes] = [given.email.trim(), Number(given.minutes)];
    const body = { email, reason: given.reason.trim(), expires_in_minutes, ...(given.extent === 'read' && { permissions: readOnly() }) };
    void act(
      () => createSupportGrant({ body }),
      () => onGranted(email),
    );
  };
  const { email: email_error, reason: reason_error } = problemFields(problem);
  const durations = times.map((minutes) => ({
    value: String(minutes),
    label: minutes < 60 ? t('{count} minutes', { count: minutes }) : count(minutes / 60, '{count} hour', '{count} hours'),
  }));
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('Grant support access')}
      description={t('For somebody who has an account here and does not belong to this fleet. It ends by itself.')}
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            {t('Grant access')}
          </Button>
        </>
      }
    >
      <form id={form} noValidate autoComplete="off" onSubmit={submit} className="flex flex-col gap-3">
        <Field label={t('E-mail')} required {...(email_error && { error: email_error })}>
          <Input {...field('email')} type="email" inputMode="email" autoCapitalize="none" spellCheck={false} autoFocus />
        </Field>
        <Field label={t('Reason')} required hint={t('Such as the number of a ticket.')} {...(reason_error && { error: reason_error })}>
          <Textarea {...field('reason')} maxLength={500} />
        </Field>
        <Field label={t('For how long')} required>
          <Select options={durations} {...field('minutes')} />
        </Field>
        <Field label={t('May')} required>
          <Select
            options={[
              { value: 'read', label: t('Look only') },
              { value: 'support', label: t('Look and act, as the preset Support does') },
            ]}
            {...field('extent')}
          />
        </Field>
        {!email_error && !reason_error && <ProblemNote problem={problem} />}
      </form>
    </Sheet>
  );
}
