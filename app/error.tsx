'use client';
import { Failed } from '#components/states/failed.tsx';
import { problems, problemType } from '#lib/domain/problem.ts';

interface Props {
  error: unknown;
  retry: () => void;
}

const digestOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'digest' in error ? String(error.digest) : undefined;

export default function ErrorPage({ error, retry }: Props) {
  const digest = digestOf(error);
  const kind = 'internal-server-error';
  const problem = { type: problemType(kind), title: problems[kind].title, detail: 'This page could not be made.', flow_id: digest ?? '' };
  return <Failed title="Something went wrong on this page" retry={retry} {...(digest && { problem })} />;
}
