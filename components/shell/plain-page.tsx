import type { ReactNode } from 'react';
import { BrandMark } from './brand-mark.tsx';

/** Frame of pages that need no sign-in: brand above, one column below. */
export function PlainPage({ width = 'md', children }: { width?: 'sm' | 'md'; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-12 items-center border-line border-b bg-surface px-4">
        <a href="/" className="flex items-center gap-2.5 rounded-md font-semibold text-base">
          <BrandMark />
          Motorpool
        </a>
      </header>
      <main id="main" className={`mx-auto flex w-full flex-1 flex-col px-4 py-8 ${width === 'sm' ? 'max-w-md' : 'max-w-5xl'}`}>
        {children}
      </main>
    </div>
  );
}
