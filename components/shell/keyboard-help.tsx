'use client';
import { usePathname } from 'next/navigation';
import { Kbd } from '#components/ui/kbd.tsx';
import { Sheet } from '#components/ui/sheet.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { NavEntry } from './nav.ts';
import { commonShortcuts, pageShortcuts } from './page-shortcuts.ts';

export interface KeyboardHelpProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  entries: readonly NavEntry[];
}

export function KeyboardHelp({ open, onOpenChange, entries }: KeyboardHelpProps) {
  const text = useText();
  const { t } = text;
  const groups = [...pageShortcuts(usePathname(), text), commonShortcuts(entries, text)];
  return (
    <Sheet open={open} onOpenChange={onOpenChange} title={t('Keyboard')} description={t('Single keys rest while you write.')}>
      <div className="flex flex-col gap-5">
        {groups.map((group) => (
          <section key={group.title}>
            <h3 className="mb-1 font-medium text-ink-faint text-xs">{group.title}</h3>
            <dl className="divide-y divide-line">
              {group.shortcuts.map((shortcut) => (
                <div key={shortcut.keys} className="flex min-h-8 items-center justify-between gap-4">
                  <dt>{shortcut.label}</dt>
                  <dd>
                    <Kbd keys={shortcut.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Sheet>
  );
}
