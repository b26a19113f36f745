'use client';
import { Copyable } from '#components/ui/copyable.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { useText } from '#lib/client/text-provider.tsx';

/** A link that is told once, to be handed over by whoever made it. */
export function LinkOnce({ url, until }: { url: string; until: string }) {
  const { t } = useText();
  return (
    <div className="flex flex-col gap-3">
      <Notice tone="warning">{t('The link is shown only now. Whoever opens it first can use it: hand it to this person alone.')}</Notice>
      <div className="rounded-md border border-line bg-sunken px-2.5 py-1.5">
        <Copyable value={url} label={t('Link')} mono className="[&>span]:whitespace-normal [&>span]:break-all" />
      </div>
      <p className="text-ink-soft text-sm">{until}</p>
    </div>
  );
}
