'use client';
import type { Action } from '#components/lifecycle/lifecycle-actions.ts';
import { useAct } from '#components/people/use-act.ts';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Button } from '#components/ui/button.tsx';
import { useText } from '#lib/client/text-provider.tsx';

export interface JoinFormProps {
  token: string;
  email: string;
  fleet_name: string;
  invited_by: string;
  /** E-mail of whoever is signed in. */
  signed_in_as: string | undefined;
  joinFleet: Action<'joinFleet'>;
}

/** For whoever has an account already: joins with it, once signed in. */
export function JoinForm({ token, email, fleet_name, invited_by, signed_in_as, joinFleet }: JoinFormProps) {
  const { t } = useText();
  const { busy, problem, act } = useAct();
  const join = () =>
    void act(
      () => joinFleet({ body: { token } }),
      () => window.location.replace('/fleet'),
    );
  return (
    <div className="my-auto flex flex-col gap-4 py-4">
      <div>
        <h1 className="font-semibold text-2xl">{t('Join {name}', { name: fleet_name })}</h1>
        <p className="mt-1 text-ink-soft">{t('{name} invites {email}.', { name: invited_by, email })}</p>
      </div>
      <ProblemNote problem={problem} />
      {signed_in_as === email ? (
        <Button variant="primary" size="lg" busy={busy} onClick={join}>
          {t('Join with this account')}
        </Button>
      ) : (
        <>
          <p>
            {signed_in_as
              ? t('You are signed in as {email}. Sign out, then open the invitation again.', { email: signed_in_as })
              : t('This address has an account. Sign in with it to join.')}
          </p>
          <a
            href={`/login?from=${encodeURIComponent(`/invitation/${token}`)}`}
            className="font-medium text-accent-ink underline underline-offset-2"
          >
            {t('Sign in')}
          </a>
        </>
      )}
    </div>
  );
}
