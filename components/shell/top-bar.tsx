'use client';
import { Keyboard, Search } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { BrandMark } from './brand-mark.tsx';

export interface TopBarProps {
  fleet_name: string;
  onSearch: () => void;
  onHelp: () => void;
  /** Live badge. */
  status?: ReactNode;
  /** What the person was told. */
  inbox?: ReactNode;
  /** Account menu. */
  account: ReactNode;
}

export function TopBar({ fleet_name, onSearch, onHelp, status, inbox, account }: TopBarProps) {
  const { t } = useText();
  return (
    <header data-print="never" className="flex h-12 shrink-0 items-center gap-2 border-line border-b bg-surface px-3 sm:gap-3">
      <Link href="/fleet" className="flex min-w-0 items-center gap-2.5 rounded-md md:pr-2">
        <BrandMark />
        <span className="truncate font-semibold text-base max-sm:max-w-28">{fleet_name}</span>
        <span className="sr-only">{t(', to the fleet')}</span>
      </Link>
      <div className="flex min-w-0 flex-1 justify-end sm:justify-center">
        <button
          type="button"
          onClick={onSearch}
          aria-keyshortcuts="Control+K Meta+K"
          className="flex h-8 items-center gap-2 rounded-md border border-line bg-ground px-2.5 text-ink-faint hover:border-control hover:text-ink-soft max-sm:w-8 max-sm:justify-center max-sm:border-transparent max-sm:bg-transparent max-sm:px-0 sm:w-full sm:max-w-md pointer-coarse:h-10 max-sm:pointer-coarse:w-10"
        >
          <Search aria-hidden size={15} className="shrink-0" />
          <span className="min-w-0 flex-1 truncate text-left max-sm:sr-only">{t('Find a vehicle, page or action')}</span>
          <span aria-hidden className="max-sm:hidden">
            <Kbd keys="mod+k" />
          </span>
        </button>
      </div>
      {status}
      <span className="max-md:hidden">
        <IconButton label={t('Keyboard')} icon={Keyboard} shortcut="?" onClick={onHelp} />
      </span>
      {inbox}
      {account}
    </header>
  );
}
