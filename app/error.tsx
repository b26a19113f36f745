'use client';
import { useFetched } from '#components/ui/use-fetched.ts';
import { useText } from '#lib/client/text-provider.tsx';
import type { ProblemType } from '#lib/domain/problem.ts';
import type { Message } from '#lib/messages/text.ts';

interface Props {
  error: unknown;
  retry: () => void;
}

/** This file is sent with every page, so what it draws with comes only when something failed. */
const loadFailed = () => import('#components/states/failed.tsx').then((module) => module.Failed);

const title: Message = 'Something went wrong on this page';
const type: ProblemType = '/problems/internal-server-error';

const digestOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'digest' in error ? String(error.digest) : undefined;

export default function ErrorPage({ error, retry }: Props) {
  const { t } = useText();
  const Failed = useFetched(loadFailed, true);
  const digest = digestOf(error);
  const problem = { type, title, detail: t('This page could not be made.'), flow_id: digest ?? '' };
  if (Failed) return <Failed title={t(title)} retry={retry} {...(digest && { problem })} />;
  return (
    <p role="alert" className="px-4 py-10 text-center">
      {t(title)}.{' '}
      <button type="button" onClick={retry} className="text-accent-ink underline">
        {t('Try again')}
      </button>
    </p>
  );
}
