'use client';
import { Badge } from '#components/ui/badge.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { Import, ImportStatus } from '#lib/contract/imports.ts';
import type { Tone } from '#lib/display/tone.ts';
import type { Message } from '#lib/messages/text.ts';

const statuses: Record<ImportStatus, { label: Message; tone: Tone }> = {
  READY: { label: 'Checked', tone: 'neutral' },
  APPLIED: { label: 'Applied', tone: 'ok' },
  REVERTED: { label: 'Reverted', tone: 'neutral' },
};

/** The imports of the last days, newest first. */
export function ImportHistory({ items, onOpen }: { items: readonly Import[]; onOpen: (of: Import) => void }) {
  const { t } = useText();
  if (items.length === 0) return null;
  return (
    <Panel title={t('Imports of the last 30 days')} className="mx-4 max-w-3xl">
      <ul>
        {items.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center gap-x-3 gap-y-0.5 border-line border-b py-1.5 last:border-b-0">
            <button type="button" onClick={() => onOpen(one)} className="min-w-0 truncate rounded-sm font-medium hover:underline">
              {one.file_name ?? t('Pasted rows')}
            </button>
            <Badge tone={statuses[one.status].tone}>{t(statuses[one.status].label)}</Badge>
            <span className="text-ink-soft">
              {t('{add} to add, {change} to change, {refuse} refused', {
                add: one.counts.add,
                change: one.counts.change,
                refuse: one.counts.refuse,
              })}
            </span>
            <span className="ml-auto text-ink-faint text-xs">
              {one.created_by.name}, <RelativeTime at={one.applied_at ?? one.created_at} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
