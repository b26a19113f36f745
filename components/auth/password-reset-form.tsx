'use client';
import { type FormEvent, useState } from 'react';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { ProblemBody } from '#lib/domain/problem.ts';
import { callOpen } from './call-open.ts';
import { NewPasswordField } from './new-password-field.tsx';
import { passwordStrength } from './password-strength.ts';

/** A new password by a link. */
export function PasswordResetForm({ token, email, name }: { token: string; email: string; name: string }) {
  const text = useText();
  const { t } = text;
  const [password, setPassword] = useState('');
  const [judged, setJudged] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemBody>();
  const known = [name, email];
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setJudged(true);
    if (busy || passwordStrength(password, known, text).grade === 0) return;
    setBusy(true);
    const refused = await callOpen('resetPassword', { token, password });
    if (!refused) return window.location.replace('/login?changed');
    setBusy(false);
    setProblem(refused);
  };
  return (
    <form method="post" noValidate onSubmit={submit} className="my-auto flex flex-col gap-4 py-4">
      <div>
        <h1 className="font-semibold text-2xl">{t('Choose a new password')}</h1>
        <p className="mt-1 text-ink-soft">{t('For {email}. You are signed out everywhere.', { email })}</p>
      </div>
      <ProblemNote problem={problem} />
      <input type="email" name="email" value={email} autoComplete="username" readOnly hidden />
      <NewPasswordField value={password} onChange={setPassword} known={known} label={t('New password')} judged={judged} />
      <Button type="submit" variant="primary" size="lg" busy={busy}>
        {t('Set password')}
      </Button>
    </form>
  );
}
