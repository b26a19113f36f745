import clsx from 'clsx';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { BrandMark } from '#components/shell/brand-mark.tsx';
import { SkipLink } from '#components/shell/skip-link.tsx';
import { type DocHref, doc_pages } from './doc-pages.ts';

const link_class =
  'flex h-8 shrink-0 items-center rounded-md px-2 text-ink-soft text-sm hover:bg-hover hover:text-ink aria-[current=page]:bg-selected aria-[current=page]:text-accent-ink pointer-coarse:h-10';

/** Frame of the documentation: needs no sign-in; leads from each page to all others. */
export function DocsFrame({ current, wide = false, children }: { current?: DocHref; wide?: boolean; children: ReactNode }) {
  const width = wide ? 'max-w-7xl' : 'max-w-4xl';
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="border-line border-b bg-surface">
        <div className={clsx('mx-auto flex w-full flex-wrap items-center gap-x-4 px-4 py-1.5', width)}>
          <Link href="/" className="flex h-8 items-center gap-2.5 rounded-md font-semibold text-base">
            <BrandMark />
            Motorpool
          </Link>
          <nav aria-label="Documentation" className="-mx-2 flex min-w-0 gap-x-1 max-sm:flex-wrap sm:overflow-x-auto">
            {doc_pages.map(({ href, label }) => (
              <Link key={href} href={href} className={link_class} {...(href === current && { 'aria-current': 'page' as const })}>
                {label}
              </Link>
            ))}
          </nav>
        </div>
      </header>
      <main id="main" className={clsx('mx-auto w-full flex-1 px-4 py-8', width)}>
        {children}
      </main>
    </div>
  );
}
