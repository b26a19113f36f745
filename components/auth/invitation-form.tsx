'use client';
import { type FormEvent, useState } from 'react';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { ProblemBody } from '#lib/domain/problem.ts';
import { callOpen } from './call-open.ts';
import { NewPasswordField } from './new-password-field.tsx';
import { passwordStrength } from './password-strength.ts';

export interface InvitationFormProps {
  token: string;
  email: string;
  name: string;
  fleet_name: string;
  invited_by: string;
}

/** Name and password of a new account, then the sign-in. */
export function InvitationForm({ token, email, name: proposed, fleet_name, invited_by }: InvitationFormProps) {
  const text = useText();
  const { t } = text;
  const [name, setName] = useState(proposed);
  const [password, setPassword] = useState('');
  const [judged, setJudged] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemBody>();
  const known = [name, email, fleet_name];
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setJudged(true);
    if (busy || name.trim() === '' || passwordStrength(password, known, text).grade === 0) return;
    setBusy(true);
    const refused = await callOpen('acceptInvitation', { token, name: name.trim(), password });
    if (!refused) return window.location.replace('/login?joined');
    setBusy(false);
    setProblem(refused);
  };
  return (
    <form method="post" noValidate onSubmit={submit} className="my-auto flex flex-col gap-4 py-4">
      <div>
        <h1 className="font-semibold text-2xl">{t('Join {name}', { name: fleet_name })}</h1>
        <p className="mt-1 text-ink-soft">{t('{name} invites {email}.', { name: invited_by, email })}</p>
      </div>
      <ProblemNote problem={problem} />
      <Field label={t('Your name')} required {...(judged && name.trim() === '' && { error: t('Write your name.') })}>
        <Input value={name} maxLength={100} autoComplete="name" autoFocus onChange={(event) => setName(event.target.value)} />
      </Field>
      <input type="email" name="email" value={email} autoComplete="username" readOnly hidden />
      <NewPasswordField value={password} onChange={setPassword} known={known} judged={judged} />
      <Button type="submit" variant="primary" size="lg" busy={busy}>
        {t('Make my account')}
      </Button>
    </form>
  );
}
