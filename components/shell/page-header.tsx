'use client';
import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useText } from '#lib/client/text-provider.tsx';

export interface PageHeaderProps {
  title: ReactNode;
  /** One quiet line: a count, a state. */
  description?: ReactNode;
  /** Pages above this one. */
  above?: readonly { label: string; href: string }[];
  actions?: ReactNode;
}

export function PageHeader({ title, description, above = [], actions }: PageHeaderProps) {
  const { t } = useText();
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 pt-4 pb-3">
      <div className="min-w-0">
        {above.length > 0 && (
          <nav aria-label={t('Path')} className="mb-0.5 flex items-center gap-1 text-ink-faint text-xs">
            {above.map((page) => (
              <span key={page.href} className="flex items-center gap-1">
                <Link href={page.href} className="rounded-sm hover:text-ink hover:underline">
                  {page.label}
                </Link>
                <ChevronRight aria-hidden size={12} />
              </span>
            ))}
          </nav>
        )}
        <h1 className="truncate font-semibold text-lg">{title}</h1>
        {description && <p className="text-ink-soft text-sm">{description}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}
