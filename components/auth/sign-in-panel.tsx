'use client';
import { useRef, useState } from 'react';
import { Notice } from '#components/ui/notice.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { Message } from '#lib/messages/text.ts';
import { CodeForm } from './code-form.tsx';
import { DemoPeople, type DemoPerson } from './demo-people.tsx';
import { type SignInOutcome, signIn } from './sign-in.ts';
import { SignInForm } from './sign-in-form.tsx';

const news_texts = {
  set_up: 'The fleet is set up. Sign in with the account you just made.',
  joined: 'Your account is ready. Sign in with it.',
  changed: 'Your password is set. Sign in with it.',
} as const satisfies Record<string, Message>;
type News = keyof typeof news_texts;

export interface SignInPanelProps {
  return_path: string;
  /** Empty outside the demo. */
  demo_people: readonly DemoPerson[];
  /** What happened a moment ago. */
  news: News | undefined;
}

/** Sign-in by password or, in the demo, by a click on a person. */
export function SignInPanel({ return_path, demo_people, news }: SignInPanelProps) {
  const text = useText();
  const { t } = text;
  const [busy, setBusy] = useState<string>();
  const [failure, setFailure] = useState<Extract<SignInOutcome, { ok: false }>>();
  /** Whose password was right and who is asked for a code now. */
  const [asked, setAsked] = useState<{ email: string; password: string }>();
  const password = useRef<HTMLInputElement>(null);

  const enter = async (email: string, secret: string, by: string, code?: string) => {
    setBusy(by);
    setFailure(undefined);
    const outcome = await signIn({ email, password: secret, code }, text);
    // A whole new page, so that nothing of another person's session lives on in memory.
    if (outcome.ok) return window.location.replace(return_path);
    setBusy(undefined);
    if (outcome.reason === 'code_needed') return setAsked({ email, password: secret });
    setFailure(outcome);
    if (by === 'form') password.current?.select();
  };

  if (asked) {
    return (
      <CodeForm
        busy={busy !== undefined}
        failure={failure}
        onSubmit={(code) => busy === undefined && void enter(asked.email, asked.password, 'code', code)}
        onBack={() => {
          setAsked(undefined);
          setFailure(undefined);
        }}
      />
    );
  }
  return (
    <div className="my-auto flex flex-col gap-6 py-4">
      <div>
        <h1 className="font-semibold text-2xl">{t('Sign in')}</h1>
        <p className="mt-1 text-ink-soft">
          {t(demo_people.length > 0 ? 'As one of the demo people, or with your own account.' : 'To your fleet.')}
        </p>
      </div>
      {news && !failure && <Notice tone="ok">{t(news_texts[news])}</Notice>}
      {failure && (
        <Notice tone={failure.reason === 'too_many' ? 'warning' : 'danger'} urgent>
          {failure.text}
        </Notice>
      )}
      {demo_people.length > 0 && (
        <DemoPeople people={demo_people} busy={busy} onChoose={(one) => void enter(one.email, one.password, one.email)} />
      )}
      <SignInForm
        password_ref={password}
        busy={busy === 'form'}
        focused={demo_people.length === 0}
        wrong={failure?.reason === 'wrong'}
        onSubmit={(email, secret) => busy === undefined && void enter(email, secret, 'form')}
      />
    </div>
  );
}
