import Link from 'next/link';
import { type ProblemKind, problems, problemType } from '#lib/domain/problem.ts';
import { CodeText } from './code-text.tsx';
import { problem_advice } from './problem-advice.ts';

const kinds = Object.keys(problems) as ProblemKind[];

/** Every problem type with its status, when it appears, and the way to its page. */
export const ProblemIndex = () => (
  <article>
    <h1 className="font-semibold text-2xl">Problems</h1>
    <p className="mt-3 max-w-prose text-base text-ink-soft">
      <CodeText text="Every error is answered in one form, and its `type` is the only thing for a program to branch on. A program that does not know a type goes by the status." />
    </p>
    <ul className="mt-6 divide-y divide-line rounded-lg border border-line bg-surface">
      {kinds.map((kind) => (
        <li key={kind}>
          <Link
            href={`/docs${problemType(kind)}`}
            className="grid gap-x-4 gap-y-0.5 px-3 py-2 hover:bg-hover sm:grid-cols-[3rem_16rem_1fr]"
          >
            <span className="text-ink-faint">{problems[kind].status}</span>
            <span>
              <span className="block font-medium">{problems[kind].title}</span>
              <code className="wrap-anywhere font-mono text-ink-faint text-xs">{problemType(kind)}</code>
            </span>
            <span className="text-ink-soft">
              <CodeText text={problem_advice[kind].when} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  </article>
);
