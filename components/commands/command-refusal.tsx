'use client';
import { X } from 'lucide-react';
import Link from 'next/link';
import { ProblemDetail } from '#components/states/problem-words.tsx';
import { Copyable } from '#components/ui/copyable.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { ProblemBody } from '#lib/domain/problem.ts';
import { explainProblem } from './verdict.ts';

export interface CommandRefusalProps {
  title: string;
  problem: ProblemBody;
  onDismiss: () => void;
}

/** Why a command was not taken at all: whose side, what to do, where to read more. */
export function CommandRefusal({ title, problem, onDismiss }: CommandRefusalProps) {
  const text = useText();
  const { t, translate } = text;
  const explained = explainProblem(problem.type, text);
  return (
    <div role="alert" className="flex items-start gap-2 rounded-md bg-danger-soft py-2 pr-1 pl-2.5 text-sm">
      <div className="min-w-0 flex-1">
        <p>
          <strong className="font-semibold text-danger-ink">
            {t('{command} was not sent: {problem}.', { command: title, problem: translate(problem.title) })}
          </strong>{' '}
          <ProblemDetail detail={problem.detail} /> {explained?.owner} {explained?.advice}
        </p>
        <p className="mt-1 flex flex-wrap items-center gap-x-3 text-xs">
          {explained && (
            <Link href={explained.path} target="_blank" className="text-accent-ink underline underline-offset-2">
              {t('About this problem')}
            </Link>
          )}
          {problem.flow_id && (
            <Copyable value={problem.flow_id} label={t('flow id')}>
              {t('Flow id')} <span className="font-mono">{problem.flow_id.slice(0, 8)}</span>
            </Copyable>
          )}
        </p>
      </div>
      <IconButton label={t('Dismiss')} icon={X} size="sm" onClick={onDismiss} />
    </div>
  );
}
