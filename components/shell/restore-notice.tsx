'use client';
import { useRouter } from 'next/navigation';
import type { Action } from '#components/lifecycle/lifecycle-actions.ts';
import { useAct } from '#components/people/use-act.ts';
import { Button } from '#components/ui/button.tsx';
import { useClock } from '#components/ui/clock.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useText } from '#lib/client/text-provider.tsx';

export interface RestoreNoticeProps {
  /** Newest entry of the log that the backup had. */
  known_until?: string | undefined;
  /** Mails and notifications that waited in the backup. */
  ended_messages?: number | undefined;
  may_confirm: boolean;
  confirmRestore: Action<'confirmRestore'>;
}

/** Above every page while commands are on hold after a restore. */
export function RestoreNotice({ known_until, ended_messages, may_confirm, confirmRestore }: RestoreNoticeProps) {
  const { t, formatInstant } = useText();
  const { time_zone } = useClock();
  const router = useRouter();
  const { busy, problem, act } = useAct();
  return (
    <Notice tone="warning" urgent className="m-2">
      <p className="font-medium">{t('A backup was restored: commands are on hold.')}</p>
      <p>
        {known_until
          ? t('What happened after {instant} is not known here.', { instant: formatInstant(known_until, time_zone) })
          : t('What happened after the backup is not known here.')}{' '}
        {ended_messages !== undefined &&
          `${t('Mails and notifications that waited then are not sent any more: {count}.', { count: ended_messages })} `}
        {may_confirm ? t('Check the fleet, then let commands go out again.') : t('Someone who manages users can let them go out again.')}
      </p>
      {problem && <p>{problem.detail}</p>}
      {may_confirm && (
        <Button
          size="sm"
          className="mt-1.5"
          busy={busy}
          onClick={() =>
            void act(
              () => confirmRestore({}),
              () => router.refresh(),
            )
          }
        >
          {t('Let commands go out')}
        </Button>
      )}
    </Notice>
  );
}
