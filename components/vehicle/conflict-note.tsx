'use client';
import { Button } from '#components/ui/button.tsx';
import { useText } from '#lib/client/text-provider.tsx';

export interface ConflictNoteProps {
  /** What stands there now; empty when it was removed. */
  theirs: string;
  onKeep: () => void;
  onTake: () => void;
}

/** Someone else wrote something else meanwhile: the person decides, nothing is overwritten unseen. */
export const ConflictNote = ({ theirs, onKeep, onTake }: ConflictNoteProps) => {
  const { t } = useText();
  return (
    <div role="alert" className="mt-1 flex flex-wrap items-center gap-1.5 rounded-md bg-warning-soft px-2 py-1 text-warning-ink text-xs">
      <span className="min-w-0 flex-1">
        {theirs ? t('Someone changed this to “{value}” meanwhile.', { value: theirs }) : t('Someone removed this meanwhile.')}
      </span>
      <Button size="sm" onClick={onTake}>
        {t('Take theirs')}
      </Button>
      <Button size="sm" onClick={onKeep}>
        {t('Keep mine')}
      </Button>
    </div>
  );
};
