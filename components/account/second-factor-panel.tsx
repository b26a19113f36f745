'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { SecondFactor } from '#lib/contract/account.ts';
import type { AccountActions } from './account-actions.ts';
import { EnrolDialog } from './enrol-dialog.tsx';
import { ProofDialog } from './proof-dialog.tsx';

export type SecondFactorPanelProps = { factor: SecondFactor } & Pick<
  AccountActions,
  'startSecondFactor' | 'enableSecondFactor' | 'replaceRecoveryCodes' | 'disableSecondFactor'
>;

/** Whether the account has a second factor, and what can be done about it. */
export function SecondFactorPanel({ factor, ...actions }: SecondFactorPanelProps) {
  const { t, count } = useText();
  const router = useRouter();
  const [open, setOpen] = useState<'enrol' | 'codes' | 'off'>();
  const close = () => {
    setOpen(undefined);
    router.refresh();
  };
  return (
    <Panel
      title={t('Second factor')}
      actions={factor.enabled ? <Badge tone="ok">{t('second factor|On')}</Badge> : <Badge>{t('second factor|Off')}</Badge>}
    >
      <div className="flex flex-col gap-3">
        <p className="text-ink-soft">
          {t(
            'A code of an app on your phone, asked for at each sign-in beside the password. Whoever learns your password alone cannot come in.',
          )}
        </p>
        {factor.enabled && factor.enabled_at && (
          <p className="text-sm">
            {t('second factor|Set up')} <RelativeTime at={factor.enabled_at} /> ·{' '}
            {count(factor.recovery_codes_left, '{count} recovery code left', '{count} recovery codes left')}
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          {factor.enabled ? (
            <>
              <Button onClick={() => setOpen('codes')}>{t('New recovery codes…')}</Button>
              <Button onClick={() => setOpen('off')}>{t('Switch off…')}</Button>
            </>
          ) : (
            <Button variant="primary" onClick={() => setOpen('enrol')}>
              {t('Set up second factor')}
            </Button>
          )}
        </div>
      </div>
      {open === 'enrol' && <EnrolDialog {...actions} leads_on={factor.required} onClose={close} />}
      {open === 'codes' && <ProofDialog {...actions} what="codes" onClose={close} />}
      {open === 'off' && <ProofDialog {...actions} what="off" onClose={close} />}
    </Panel>
  );
}
