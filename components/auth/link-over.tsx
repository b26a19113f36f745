'use client';
import { Link2Off } from 'lucide-react';
import { Empty } from '#components/states/empty.tsx';
import { useText } from '#lib/client/text-provider.tsx';

/** A link that was used, withdrawn or not used in time. */
export function LinkOver() {
  const { t } = useText();
  return (
    <Empty
      className="my-auto"
      icon={Link2Off}
      title={t('This link is not good any more')}
      description={t('It was used, withdrawn, or is too old. Ask whoever gave it to you for a new one.')}
    />
  );
}
