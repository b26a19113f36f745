import { Notice } from '#components/ui/notice.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { ProblemBody } from '#lib/domain/problem.ts';

/** What the server refused, and what to quote. */
export function ProblemNote({ problem }: { problem: ProblemBody | undefined }) {
  const { t } = useText();
  if (!problem) return null;
  return (
    <Notice tone="danger" urgent>
      {problem.title}. {problem.detail} {problem.flow_id && t('Flow id {flow_id}', { flow_id: problem.flow_id })}
    </Notice>
  );
}
