'use client';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { SignInOutcome } from './sign-in.ts';

export interface CodeFormProps {
  busy: boolean;
  failure: Extract<SignInOutcome, { ok: false }> | undefined;
  onSubmit: (code: string) => void;
  onBack: () => void;
}

/** The second step of a sign-in: the code of the app, or a recovery code. */
export function CodeForm({ busy, failure, onSubmit, onBack }: CodeFormProps) {
  const { t } = useText();
  const [missing, setMissing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (failure) input.current?.select();
  }, [failure]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get('code') ?? '').trim();
    setMissing(code === '');
    if (code) onSubmit(code);
  };
  return (
    <div className="my-auto flex flex-col gap-6 py-4">
      <div>
        <h1 className="font-semibold text-2xl">{t('Second factor')}</h1>
        <p className="mt-1 text-ink-soft">{t('Open your authenticator app and type the six digits it shows for Motorpool.')}</p>
      </div>
      {failure && (
        <Notice tone={failure.reason === 'too_many' ? 'warning' : 'danger'} urgent>
          {failure.text}
        </Notice>
      )}
      <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-3">
        <Field
          label={t('Code')}
          required
          hint={t('Without the app: one of your recovery codes.')}
          {...(missing && { error: t('Write the code.') })}
        >
          <Input ref={input} name="code" autoComplete="one-time-code" inputMode="text" className="font-mono" spellCheck={false} autoFocus />
        </Field>
        <Button type="submit" variant="primary" size="lg" busy={busy} className="mt-1">
          {t(busy ? 'Signing in…' : 'Sign in')}
        </Button>
        <Button onClick={onBack}>{t('Back')}</Button>
      </form>
    </div>
  );
}
