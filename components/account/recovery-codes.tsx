'use client';
import { Copyable } from '#components/ui/copyable.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useText } from '#lib/client/text-provider.tsx';

/** Told once: each opens the account in place of a code of the app. */
export function RecoveryCodeList({ codes }: { codes: readonly string[] }) {
  const { t } = useText();
  return (
    <div className="flex flex-col gap-3">
      <Notice tone="warning">
        {t('The codes are shown only now. Keep them where you find them without your phone; each is good once.')}
      </Notice>
      <ul
        aria-label={t('Recovery codes')}
        className="grid grid-cols-1 gap-1 rounded-md border border-line bg-sunken p-3 font-mono text-sm sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Copyable value={codes.join('\n')} label={t('Recovery codes')}>
        {t('Copy all')}
      </Copyable>
    </div>
  );
}
