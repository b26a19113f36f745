'use client';
import { type FormEvent, type Ref, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { PasswordInput } from '#components/ui/password-input.tsx';
import { useText } from '#lib/client/text-provider.tsx';

export interface SignInFormProps {
  password_ref: Ref<HTMLInputElement>;
  busy: boolean;
  focused: boolean;
  wrong: boolean;
  onSubmit: (email: string, password: string) => void;
}

/** E-mail and password. Both stay after a refusal; the caller marks the password for typing over. */
export function SignInForm({ password_ref, busy, focused, wrong, onSubmit }: SignInFormProps) {
  const { t } = useText();
  const form = useRef<HTMLFormElement>(null);
  const [missing, setMissing] = useState<{ email?: string; password?: string }>({});
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const given = new FormData(event.currentTarget);
    const email = String(given.get('email') ?? '').trim();
    const password = String(given.get('password') ?? '');
    setMissing({ ...(!email && { email: t('Write your e-mail address.') }), ...(!password && { password: t('Write your password.') }) });
    if (email && password) return onSubmit(email, password);
    form.current?.querySelector<HTMLInputElement>(`[name=${email ? 'password' : 'email'}]`)?.focus();
  };
  const invalid = wrong ? { 'aria-invalid': true as const } : {};
  return (
    // Without scripts a form would put what it holds into the address; `post` keeps the password out of it.
    <form ref={form} method="post" noValidate onSubmit={submit} className="flex flex-col gap-3">
      <Field label={t('E-mail')} required {...(missing.email && { error: missing.email })}>
        <Input
          name="email"
          type="email"
          inputMode="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus={focused}
        />
      </Field>
      <Field label={t('Password')} required {...(missing.password && { error: missing.password })}>
        <PasswordInput ref={password_ref} name="password" autoComplete="current-password" {...invalid} />
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={busy} className="mt-1">
        {t(busy ? 'Signing in…' : 'Sign in')}
      </Button>
      <a href="/forgot-password" className="self-center rounded-sm text-accent-ink text-sm underline underline-offset-2">
        {t('Forgot the password?')}
      </a>
    </form>
  );
}
