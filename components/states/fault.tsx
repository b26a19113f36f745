'use client';
import { useFetched } from '#components/ui/use-fetched.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { ProblemType } from '#lib/domain/problem.ts';
import type { Message } from '#lib/messages/text.ts';

/** Stands ready on every page, so what it draws with comes only when something failed. */
const loadFailed = () => import('#components/states/failed.tsx').then((module) => module.Failed);

const type: ProblemType = '/problems/internal-server-error';

export interface FaultProps {
  title: Message;
  detail: Message;
  /** What to quote; undefined when nothing is known of it. */
  flow_id: string | undefined;
  retry: () => void;
}

/** A page, or a part of one, that could not be drawn. */
export function Fault({ title, detail, flow_id, retry }: FaultProps) {
  const { t } = useText();
  const Failed = useFetched(loadFailed, true);
  const problem = { type, title, detail: t(detail), flow_id: flow_id ?? '' };
  if (Failed) return <Failed title={t(title)} retry={retry} {...(flow_id && { problem })} />;
  return (
    <p role="alert" className="px-4 py-10 text-center">
      {t(title)}.{' '}
      <button type="button" onClick={retry} className="text-accent-ink underline">
        {t('Try again')}
      </button>
    </p>
  );
}
