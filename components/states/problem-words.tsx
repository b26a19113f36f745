'use client';
import { useText } from '#lib/client/text-provider.tsx';
import type { ProblemBody } from '#lib/domain/problem.ts';

/** What a problem says in particular. The server writes it in English; where the catalogue lacks it, a reader of another language is told so. */
export function ProblemDetail({ detail }: Pick<ProblemBody, 'detail'>) {
  const { language, translate } = useText();
  const text = translate(detail);
  return language === 'en' || text !== detail ? text : <span lang="en">{detail}</span>;
}

/** A problem in one line: title, detail, and the flow id to quote. */
export function ProblemWords({ problem }: { problem: Pick<ProblemBody, 'title' | 'detail' | 'flow_id'> }) {
  const { t, translate } = useText();
  return (
    <>
      {translate(problem.title)}. <ProblemDetail detail={problem.detail} /> {problem.flow_id && t('Flow id {id}', { id: problem.flow_id })}
    </>
  );
}
