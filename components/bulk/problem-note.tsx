'use client';
import { useText } from '#lib/client/text-provider.tsx';
import type { ProblemBody } from '#lib/domain/problem.ts';

/** Why the server did not take it, with what to quote. */
export function ProblemNote({ problem }: { problem: ProblemBody }) {
  const { t } = useText();
  return (
    <p role="alert" className="text-danger-ink text-sm">
      {problem.title}. {problem.detail} {problem.flow_id && t('Flow id {flow_id}', { flow_id: problem.flow_id })}
    </p>
  );
}
