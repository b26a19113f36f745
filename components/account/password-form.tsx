'use client';
import { type FormEvent, useState } from 'react';
import { NewPasswordField } from '#components/auth/new-password-field.tsx';
import { passwordStrength } from '#components/auth/password-strength.ts';
import { useAct } from '#components/people/use-act.ts';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { PasswordInput } from '#components/ui/password-input.tsx';
import { notify } from '#components/ui/toast.tsx';
import { problemFields } from '#components/vehicle/problem-fields.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { AccountActions } from './account-actions.ts';

export function PasswordForm({ known, changePassword }: { known: readonly string[] } & Pick<AccountActions, 'changePassword'>) {
  const text = useText();
  const { t } = text;
  const [current_password, setCurrent] = useState('');
  const [new_password, setNew] = useState('');
  const [judged, setJudged] = useState(false);
  const { busy, problem, act } = useAct();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setJudged(true);
    if (current_password === '' || passwordStrength(new_password, known, text).grade === 0) return;
    void act(
      () => changePassword({ body: { current_password, new_password } }),
      () => {
        notify.done(t('Password changed; other sign-ins have ended'));
        setCurrent('');
        setNew('');
        setJudged(false);
      },
    );
  };
  const error = problemFields(problem).current_password ?? (judged && current_password === '' ? t('Write your password.') : undefined);
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t('Current password')} required {...(error && { error })}>
          <PasswordInput value={current_password} autoComplete="current-password" onChange={(event) => setCurrent(event.target.value)} />
        </Field>
        <NewPasswordField value={new_password} onChange={setNew} known={known} label={t('New password')} judged={judged} />
      </div>
      {!error && <ProblemNote problem={problem} />}
      <Button type="submit" busy={busy} className="self-start">
        {t('Change password')}
      </Button>
    </form>
  );
}
