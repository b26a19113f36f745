'use client';
import { Share2 } from 'lucide-react';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { Sharing } from '#lib/domain/vehicle.ts';

export interface SharingBannerProps {
  sharing: Sharing;
  /** The viewer's fleet owns the vehicle. */
  own: boolean;
  /** Changes or ends the sharing; absent for people who may not. */
  onChange?: (() => void) | undefined;
}

/** Says who else has to do with the vehicle, and who may do what meanwhile. */
export function SharingBanner({ sharing, own, onChange }: SharingBannerProps) {
  const { t } = useText();
  return (
    <section
      aria-label={t('Sharing')}
      className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border border-line bg-neutral-soft px-3 py-2 text-neutral-ink"
    >
      <Share2 aria-hidden size={16} />
      <p className="min-w-0 flex-1">
        <strong className="font-semibold">
          {own ? t('Shared with {fleet}', { fleet: sharing.partner.name }) : t('Shared by {fleet}', { fleet: sharing.owner.name })}
        </strong>{' '}
        {sharing.ends_at && (
          <>
            {t('ends')} <RelativeTime at={sharing.ends_at} focusable />.{' '}
          </>
        )}
        {own ? t('The partner commands it meanwhile; you edit it.') : t('You may see and command it; the owner edits it.')}
      </p>
      {onChange && (
        <button type="button" onClick={onChange} className="rounded-sm font-medium underline underline-offset-2" data-print="never">
          {t('Change or end…')}
        </button>
      )}
    </section>
  );
}
