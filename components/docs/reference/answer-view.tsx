import { Badge } from '#components/ui/badge.tsx';
import { CodeBlock } from '../code-block.tsx';
import type { ShownAnswer } from './send-request.ts';

/** What came back: status, the headers that matter, body. */
export const AnswerView = ({ answer }: { answer: ShownAnswer }) => (
  <div className="flex flex-col gap-2">
    <p className="flex flex-wrap items-center gap-2 text-sm">
      <Badge tone={answer.status < 400 ? 'ok' : 'danger'}>{`Status ${answer.status}`}</Badge>
      <span className="text-ink-faint text-xs">{answer.duration_ms} ms</span>
    </p>
    <dl className="flex flex-wrap gap-x-4 gap-y-1 text-xs">
      {answer.headers.map(([name, value]) => (
        <div key={name} className="flex gap-1.5">
          <dt className="text-ink-faint">{name}</dt>
          <dd className="wrap-anywhere font-mono">{value}</dd>
        </div>
      ))}
    </dl>
    {answer.body && <CodeBlock label="Answer" text={answer.body} />}
  </div>
);
