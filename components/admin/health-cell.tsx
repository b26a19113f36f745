'use client';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { RichText } from '#components/ui/rich-text.tsx';
import { StatusDot } from '#components/ui/status-dot.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { StoredCredentials } from '#lib/contract/credentials.ts';
import { credential_statuses } from '#lib/display.ts';

/** How the credentials fare: the vendor's last word, when, and how often in a row it went wrong. */
export function HealthCell({ credentials }: { credentials: StoredCredentials }) {
  const { t, count, translate } = useText();
  const { status, status_detail, consecutive_failures, last_success_at, checked_at, former_secret_in_use } = credentials;
  return (
    <div className="flex flex-col gap-0.5 py-1">
      <span className="flex flex-wrap items-center gap-x-3">
        <StatusDot status={credential_statuses[status]} />
        {consecutive_failures > 0 && (
          <span className="font-medium text-danger-ink text-xs">
            {count(consecutive_failures, '{count} failure', '{count} failures in a row')}
          </span>
        )}
      </span>
      {former_secret_in_use && (
        <span className="whitespace-normal text-warning-ink text-xs">
          {t('The former secret is in use until the manufacturer accepts the new one.')}
        </span>
      )}
      {status_detail && <span className="whitespace-normal text-ink-soft text-xs">{translate(status_detail)}</span>}
      <span className="whitespace-normal text-ink-faint text-xs">
        {last_success_at ? (
          <RichText message="last success {age}" parts={{ age: <RelativeTime at={last_success_at} /> }} />
        ) : (
          t('no success yet')
        )}
        {checked_at && (
          <>
            {' · '}
            <RichText message="checked {age}" parts={{ age: <RelativeTime at={checked_at} /> }} />
          </>
        )}
      </span>
    </div>
  );
}
