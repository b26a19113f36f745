'use client';
import { ProblemWords } from '#components/states/problem-words.tsx';
import { Button } from '#components/ui/button.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { ProblemBody } from '#lib/domain/problem.ts';
import { type Feed, feed_limit } from './feed.ts';

export interface FeedEndProps {
  feed: Feed;
  can_load_older: boolean;
  older: { busy: boolean; problem?: ProblemBody };
  onLoad: () => void;
  onBefore: (at: string) => void;
}

/** What stands below the oldest row: more, the end, or why there is no more. */
export function FeedEnd({ feed, can_load_older, older, onLoad, onBefore }: FeedEndProps) {
  const { t } = useText();
  const oldest = feed.rows.at(-1);
  if (!oldest) return null;
  const full = feed.rows.length >= feed_limit;
  return (
    <footer className="flex flex-col items-center gap-1.5 p-4 text-ink-faint text-xs">
      {older.problem && (
        <p role="alert" className="text-danger-ink">
          <ProblemWords problem={older.problem} />
        </p>
      )}
      {can_load_older && (
        <Button size="sm" busy={older.busy} onClick={onLoad}>
          {t('Load older')}
        </Button>
      )}
      {full && (
        <>
          <p>{t('The list holds {count} events.', { count: feed_limit })}</p>
          <Button size="sm" onClick={() => onBefore(oldest.occurred_at)}>
            {t('Look further back')}
          </Button>
        </>
      )}
      {!full && !can_load_older && <p>{t('That is everything.')}</p>}
    </footer>
  );
}
