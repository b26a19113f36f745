'use client';
import { type FormEvent, useId, useState } from 'react';
import { useAct } from '#components/people/use-act.ts';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { Copyable } from '#components/ui/copyable.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { PasswordInput } from '#components/ui/password-input.tsx';
import { problemFields } from '#components/vehicle/problem-fields.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { SecondFactorStart } from '#lib/contract/account.ts';
import type { AccountActions } from './account-actions.ts';
import { RecoveryCodeList } from './recovery-codes.tsx';

export interface EnrolDialogProps extends Pick<AccountActions, 'startSecondFactor' | 'enableSecondFactor'> {
  /** The fleet was closed until now: the way on leads there. */
  leads_on: boolean;
  onClose: () => void;
}

/** Password → picture for the app → first code → recovery codes. */
export function EnrolDialog({ leads_on, onClose, startSecondFactor, enableSecondFactor }: EnrolDialogProps) {
  const { t } = useText();
  const form = useId();
  const [value, setValue] = useState('');
  const [start, setStart] = useState<SecondFactorStart>();
  const [codes, setCodes] = useState<readonly string[]>();
  const { busy, problem, act } = useAct();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (value.trim() === '') return;
    if (start)
      return void act(
        () => enableSecondFactor({ body: { code: value.trim() } }),
        ({ recovery_codes }) => setCodes(recovery_codes),
      );
    void act(
      () => startSecondFactor({ body: { password: value } }),
      (given) => {
        setStart(given);
        setValue('');
      },
    );
  };
  const leave = () => (codes && leads_on ? window.location.replace('/fleet') : onClose());
  const fields = problemFields(problem);
  const error = fields.password ?? fields.code;
  if (codes) {
    return (
      <Dialog
        open
        onOpenChange={(open) => !open && leave()}
        title={t('Your second factor is on')}
        footer={
          <Button variant="primary" onClick={leave}>
            {t('I have kept them')}
          </Button>
        }
      >
        <RecoveryCodeList codes={codes} />
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('Set up second factor')}
      description={
        start
          ? t('Scan the picture with your authenticator app, then type the code it shows.')
          : t('First your password, so that nobody else does this.')
      }
      footer={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            {t(start ? 'Switch on' : 'Continue')}
          </Button>
        </>
      }
    >
      <form key={start ? 'code' : 'password'} id={form} noValidate onSubmit={submit} className="flex flex-col gap-3">
        {start && (
          <div className="flex flex-wrap items-center gap-4">
            {/* biome-ignore lint/performance/noImgElement: a data address, made for this one view */}
            <img
              src={start.qr_code}
              alt={t('Picture for the authenticator app')}
              width={180}
              height={180}
              className="rounded-md bg-white"
            />
            <div className="min-w-0 flex-1 basis-40">
              <p className="text-ink-soft text-xs">{t('Or type this key into the app:')}</p>
              <Copyable value={start.secret} label={t('Key')} mono className="[&>span]:whitespace-normal [&>span]:break-all" />
            </div>
          </div>
        )}
        {start ? (
          <Field label={t('Code')} required {...(error && { error })}>
            <Input
              value={value}
              autoComplete="one-time-code"
              inputMode="numeric"
              className="font-mono"
              autoFocus
              onChange={(event) => setValue(event.target.value)}
            />
          </Field>
        ) : (
          <Field label={t('Password')} required {...(error && { error })}>
            <PasswordInput value={value} autoComplete="current-password" autoFocus onChange={(event) => setValue(event.target.value)} />
          </Field>
        )}
        {!error && <ProblemNote problem={problem} />}
      </form>
    </Dialog>
  );
}
