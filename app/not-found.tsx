import type { Metadata } from 'next';
import { PlainPage } from '#components/shell/plain-page.tsx';
import { Empty } from '#components/states/empty.tsx';
import { buttonClass } from '#components/ui/button-class.ts';

export const metadata: Metadata = { title: 'Not found' };

/** Sent along with every page, so it brings no code of its own. */
export default function NotFoundPage() {
  return (
    <PlainPage width="sm">
      <h1 className="sr-only">Not found</h1>
      <Empty
        title="There is nothing at this address"
        description="It was removed, never existed, or belongs to another fleet. A removed vehicle may be in the archive."
        action={
          <a href="/fleet" className={buttonClass({ variant: 'primary' })}>
            To the fleet
          </a>
        }
        className="my-auto"
      />
    </PlainPage>
  );
}
