'use client';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { UserSession } from '#lib/contract/people.ts';
import { browserName } from './browser-name.ts';

export interface SessionListProps {
  sessions: readonly UserSession[];
  busy: boolean;
  /** Absent: nothing can be ended here. */
  onRevoke?: (session: UserSession) => void;
}

/** Where somebody is signed in. */
export function SessionList({ sessions, busy, onRevoke }: SessionListProps) {
  const { t } = useText();
  if (sessions.length === 0) return <p className="py-2 text-ink-soft">{t('Signed in nowhere.')}</p>;
  return (
    <ul className="divide-y divide-line">
      {sessions.map((session) => (
        <li key={session.id} className="flex items-center justify-between gap-3 py-2">
          <div className="min-w-0">
            <p className="flex items-center gap-2">
              <span className="truncate font-medium" title={session.user_agent}>
                {browserName(session.user_agent) ?? t('Unknown browser')}
              </span>
              {session.current && <Badge tone="ok">{t('This one')}</Badge>}
            </p>
            <p className="text-ink-soft text-xs">
              {t('Last seen')} <RelativeTime at={session.last_seen_at} /> · {t('Signed in')} <RelativeTime at={session.created_at} />
            </p>
          </div>
          {onRevoke && !session.current && (
            <Button size="sm" busy={busy} onClick={() => onRevoke(session)}>
              {t('End')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
