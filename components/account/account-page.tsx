'use client';
import { useRouter } from 'next/navigation';
import { SessionList } from '#components/people/session-list.tsx';
import { useAct } from '#components/people/use-act.ts';
import { PageHeader } from '#components/shell/page-header.tsx';
import { ProblemNote } from '#components/states/problem-note.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { SecondFactor } from '#lib/contract/account.ts';
import type { UserSession } from '#lib/contract/people.ts';
import type { AccountActions } from './account-actions.ts';
import { NameForm } from './name-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { SecondFactorPanel } from './second-factor-panel.tsx';

export interface AccountPageProps extends AccountActions {
  name: string;
  email: string;
  factor: SecondFactor;
  sessions: readonly UserSession[];
}

/** What a person does with the own account. */
export function AccountPage({ name, email, factor, sessions, ...actions }: AccountPageProps) {
  const { t } = useText();
  const router = useRouter();
  const { busy, problem, act } = useAct();
  const due = factor.required && !factor.enabled;
  const revoke = (session_id: string) =>
    void act(
      () => actions.revokeOwnSession({ params: { session_id } }),
      () => router.refresh(),
    );
  return (
    <>
      <PageHeader title={t('Account')} description={email} />
      <div className="grid max-w-3xl gap-3 px-4 pb-6">
        {due && (
          <Notice tone="warning">
            {t('This fleet asks you for a second factor. Until you have set it up, the rest of the fleet is closed to you.')}
          </Notice>
        )}
        <SecondFactorPanel {...actions} factor={factor} />
        <Panel title={t('Name')}>
          <NameForm {...actions} name={name} />
        </Panel>
        <Panel title={t('Password')}>
          <PasswordForm {...actions} known={[name, email]} />
        </Panel>
        <Panel title={t('Where you are signed in')}>
          <SessionList sessions={sessions} busy={busy} onRevoke={({ id }) => revoke(id)} />
          <ProblemNote problem={problem} />
        </Panel>
      </div>
    </>
  );
}
