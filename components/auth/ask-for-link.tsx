'use client';
import { type FormEvent, useState } from 'react';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { ProblemBody } from '#lib/domain/problem.ts';
import { callOpen } from './call-open.ts';

/** Says the same whether or not the address is anybody's. */
export function AskForLink() {
  const { t, language } = useText();
  const [email, setEmail] = useState('');
  const [asked_for, setAskedFor] = useState<string>();
  const [judged, setJudged] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemBody>();
  const wanted = email.trim();
  const is_address = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(wanted);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setJudged(true);
    if (busy || !is_address) return;
    setBusy(true);
    const refused = await callOpen('requestPasswordReset', { email: wanted, language });
    setBusy(false);
    setProblem(refused);
    if (!refused) setAskedFor(wanted);
  };
  if (asked_for)
    return (
      <div role="status" className="flex flex-col gap-2">
        <p className="font-medium">{t('Look into your mail box')}</p>
        <p>{t('If {email} belongs to an account, a mail with a link is on its way.', { email: asked_for })}</p>
        <p>{t('The link is good once, for 15 minutes: with it you choose a new password. A second factor is asked for all the same.')}</p>
        <p className="text-ink-soft">
          {t('Nothing came? Look into the folder for unwanted mail, or ask somebody who manages the people of your fleet.')}
        </p>
      </div>
    );
  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
      <p className="text-ink-soft">{t('Write the address that you sign in with: a link for a new password is mailed to it.')}</p>
      <ProblemNote problem={problem} />
      <Field label={t('E-mail')} required error={judged && !is_address ? t('This is not an e-mail address.') : undefined}>
        <Input
          type="email"
          name="email"
          value={email}
          autoComplete="username"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          maxLength={200}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={busy}>
        {t('Mail me a link')}
      </Button>
    </form>
  );
}
