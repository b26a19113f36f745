import Link from 'next/link';
import { type ProblemKind, problems } from '#lib/domain/problem.ts';

const kinds = Object.keys(problems) as ProblemKind[];

/** All problems by status, for the side of each problem's page. */
export function ProblemList({ current }: { current: ProblemKind }) {
  return (
    <nav aria-label="All problems" className="text-sm">
      <h2 className="mb-1 px-2 font-medium text-ink-faint text-xs">
        <Link href="/docs/problems" className="hover:text-ink">
          All problems
        </Link>
      </h2>
      <ul>
        {kinds.map((kind) => (
          <li key={kind}>
            <Link
              href={`/docs/problems/${kind}`}
              {...(kind === current && { 'aria-current': 'page' as const })}
              className="flex gap-2 rounded-sm px-2 py-1 text-ink-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-selected aria-[current=page]:text-accent-ink"
            >
              <span className="shrink-0 text-ink-faint">{problems[kind].status}</span>
              <span>{problems[kind].title}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
