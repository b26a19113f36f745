'use client';
import clsx from 'clsx';
import { CircleAlert, RotateCw } from 'lucide-react';
import Link from 'next/link';
import { Button } from '#components/ui/button.tsx';
import { Copyable } from '#components/ui/copyable.tsx';
import { useFetched } from '#components/ui/use-fetched.ts';
import { useText } from '#lib/client/text-provider.tsx';
import { type ProblemBody, problemKind } from '#lib/domain/problem.ts';
import { ProblemDetail } from './problem-words.tsx';

/** The texts of all problems weigh more than this page: they come when there is one. */
const loadAdvice = () => import('#components/docs/screen-advice.ts').then(({ screenAdvice }) => screenAdvice);

export interface FailedProps {
  /** What could not be done: `Vehicles could not be loaded`. */
  title?: string;
  problem?: Pick<ProblemBody, 'type' | 'title' | 'detail' | 'flow_id'>;
  retry?: () => void;
  retrying?: boolean;
  className?: string;
}

/** A failure: what, whose fault, what to do, and the flow id to quote. */
export function Failed({ title, problem, retry, retrying = false, className }: FailedProps) {
  const { t, translate, language } = useText();
  const kind = problem && problemKind(problem.type);
  const screenAdvice = useFetched(loadAdvice, kind !== undefined);
  const advice = kind && screenAdvice?.(kind, language);
  return (
    <div role="alert" className={clsx('flex flex-col items-center px-4 py-10 text-center', className)}>
      <CircleAlert aria-hidden size={22} strokeWidth={1.5} className="mb-3 text-danger" />
      <p className="font-medium">{title ?? (problem ? translate(problem.title) : t('Motorpool cannot be reached'))}</p>
      <p className="mt-1 max-w-md text-balance text-ink-soft">
        {problem ? (
          <ProblemDetail detail={problem.detail} />
        ) : (
          t('The server did not answer. Check your connection; what you see may be out of date.')
        )}
      </p>
      {advice && (
        <p className="mt-1 max-w-md text-balance text-ink-soft">
          {advice.owner} {advice.advice}
        </p>
      )}
      <div className="mt-4 flex flex-wrap items-center justify-center gap-2">
        {retry && (
          <Button onClick={retry} busy={retrying} icon={RotateCw}>
            {t('Try again')}
          </Button>
        )}
        {problem && kind && (
          <Link href={`/docs${problem.type}`} target="_blank" className="rounded-sm px-1 text-accent-ink hover:underline">
            {t('About this problem')}
          </Link>
        )}
      </div>
      {problem && (
        <p className="mt-3 text-ink-faint text-xs">
          <Copyable value={problem.flow_id} label={t('flow id')}>
            {t('Flow id {id}', { id: problem.flow_id })}
          </Copyable>
        </p>
      )}
    </div>
  );
}
