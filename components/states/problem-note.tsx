import { Notice } from '#components/ui/notice.tsx';
import type { ProblemBody } from '#lib/domain/problem.ts';
import { ProblemWords } from './problem-words.tsx';

/** What the server refused, and what to quote. Nothing while nothing was refused. */
export const ProblemNote = ({ problem }: { problem: ProblemBody | undefined }) =>
  problem && (
    <Notice tone="danger" urgent>
      <ProblemWords problem={problem} />
    </Notice>
  );
