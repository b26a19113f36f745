'use client';
import { KeyRound, Lock, LockOpen, Power } from 'lucide-react';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import type { FleetRow } from '#lib/client/fleet-row.ts';
import { useText } from '#lib/client/text-provider.tsx';

export const none = <span className="text-ink-faint">–</span>;

/** A text on one line, whole on hover. */
export const TextCell = ({ text, quiet = false }: { text: string | null; quiet?: boolean }) =>
  text ? (
    <span className={quiet ? 'truncate text-ink-soft' : 'truncate'} title={text}>
      {text}
    </span>
  ) : (
    none
  );

export const LockCell = ({ row }: { row: FleetRow }) => {
  const { t } = useText();
  const { central_lock, driving_enabled, ignition } = row;
  if (central_lock === null && driving_enabled === null && ignition === null) return none;
  return (
    <span className="inline-flex items-center gap-1.5">
      {central_lock === 'LOCKED' && <Lock aria-label={t('Locked')} size={14} className="text-ink-faint" />}
      {central_lock === 'UNLOCKED' && <LockOpen aria-label={t('Unlocked')} size={14} className="text-ink" />}
      {driving_enabled !== null && (
        <KeyRound
          aria-label={driving_enabled ? t('Driving enabled') : t('Driving disabled')}
          size={14}
          className={driving_enabled ? 'text-ink' : 'text-ink-faint opacity-40'}
        />
      )}
      {ignition === 'ON' && <Power aria-label={t('Ignition on')} size={14} className="text-ink" />}
    </span>
  );
};

export const ContactCell = ({ at }: { at: string | null }) => {
  const { t } = useText();
  return at === null ? <span className="text-ink-faint">{t('contact|never')}</span> : <RelativeTime at={at} short />;
};
