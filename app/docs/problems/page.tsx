import type { Metadata } from 'next';
import { DocsFrame } from '#components/docs/docs-frame.tsx';
import { ProblemIndex } from '#components/docs/problem-index.tsx';

export const metadata: Metadata = { title: 'Problems' };

export default function ProblemsPage() {
  return (
    <DocsFrame current="/docs/problems">
      <ProblemIndex />
    </DocsFrame>
  );
}
