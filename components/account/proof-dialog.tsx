'use client';
import { type FormEvent, useId, useState } from 'react';
import { useAct } from '#components/people/use-act.ts';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { PasswordInput } from '#components/ui/password-input.tsx';
import { notify } from '#components/ui/toast.tsx';
import { problemFields } from '#components/vehicle/problem-fields.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { Message } from '#lib/messages/text.ts';
import type { AccountActions } from './account-actions.ts';
import { RecoveryCodeList } from './recovery-codes.tsx';

export interface ProofDialogProps extends Pick<AccountActions, 'replaceRecoveryCodes' | 'disableSecondFactor'> {
  what: 'codes' | 'off';
  onClose: () => void;
}

const words: Record<ProofDialogProps['what'], { title: Message; description: Message; act: Message }> = {
  codes: { title: 'New recovery codes', description: 'The codes before are void at once.', act: 'Make new codes' },
  off: {
    title: 'Switch the second factor off?',
    description: 'From then on the password alone opens your account.',
    act: 'Switch off',
  },
};

/** What only whoever has both, password and second factor, may do. */
export function ProofDialog({ what, onClose, replaceRecoveryCodes, disableSecondFactor }: ProofDialogProps) {
  const { t } = useText();
  const form = useId();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [codes, setCodes] = useState<readonly string[]>();
  const { busy, problem, act } = useAct();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { password, code: code.trim() };
    if (what === 'codes')
      return void act(
        () => replaceRecoveryCodes({ body }),
        ({ recovery_codes }) => setCodes(recovery_codes),
      );
    void act(
      () => disableSecondFactor({ body }),
      () => {
        notify.done(t('Your second factor is off'));
        onClose();
      },
    );
  };
  const errors = problemFields(problem);
  const named = errors.password ?? errors.code;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(words[what].title)}
      {...(!codes && { description: t(words[what].description) })}
      footer={
        codes ? (
          <Button variant="primary" onClick={onClose}>
            {t('I have kept them')}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('Cancel')}</Button>
            <Button type="submit" form={form} variant={what === 'off' ? 'danger' : 'primary'} busy={busy}>
              {t(words[what].act)}
            </Button>
          </>
        )
      }
    >
      {codes ? (
        <RecoveryCodeList codes={codes} />
      ) : (
        <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-3">
          <Field label={t('Password')} required {...(errors.password && { error: errors.password })}>
            <PasswordInput
              value={password}
              autoComplete="current-password"
              autoFocus
              onChange={(event) => setPassword(event.target.value)}
            />
          </Field>
          <Field
            label={t('Code')}
            required
            hint={t('Without the app: one of your recovery codes.')}
            {...(errors.code && { error: errors.code })}
          >
            <Input value={code} autoComplete="one-time-code" className="font-mono" onChange={(event) => setCode(event.target.value)} />
          </Field>
          {!named && <ProblemNote problem={problem} />}
        </form>
      )}
    </Dialog>
  );
}
