import clsx from 'clsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Message } from '#lib/messages/text.ts';
import { Loading } from './loading.tsx';

export interface LoadingPageProps {
  /** What is being fetched: `vehicles`. */
  what: Message;
  /** What stands below the page's head. On a phone the map comes before the panel, or after it. */
  form?: 'table' | 'panel' | 'map-and-panel' | 'panel-and-map';
}

/** The outline of a page that is on its way: its head, and what it is made of. */
export function LoadingPage({ what, form = 'table' }: LoadingPageProps) {
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="px-4 pt-5 pb-4" aria-hidden>
        <Skeleton className="h-4 w-36" />
        <Skeleton className="mt-2.5 h-3 w-64 max-w-full" />
      </div>
      {form === 'table' && (
        <div className="border-line border-y bg-surface">
          <Loading what={what} />
        </div>
      )}
      {form === 'panel' && <Loading what={what} form="panel" rows={10} className="px-4!" />}
      {form.includes('map') && (
        <div
          className={clsx(
            'flex min-h-0 flex-1 border-line border-t',
            form === 'map-and-panel' ? 'max-lg:flex-col-reverse' : 'max-lg:flex-col',
          )}
        >
          <Loading what={what} form="panel" rows={7} className="px-4! py-3 lg:w-96" />
          <Skeleton className="rounded-none! max-lg:h-72 lg:flex-1" />
        </div>
      )}
    </div>
  );
}
