import Link from 'next/link';
import { MethodBadge } from './reference/method-badge.tsx';

export interface LinkedOperation {
  id: string;
  method: string;
  path: string;
}

/** Operations, each leading to its place in the reference. */
export const OperationLinks = ({ operations }: { operations: readonly LinkedOperation[] }) => (
  <ul className="grid gap-x-6 rounded-lg border border-line bg-surface px-3 py-2 md:grid-cols-2">
    {operations.map(({ id, method, path }) => (
      <li key={id}>
        <Link href={`/docs/api#${id}`} prefetch={false} className="flex items-baseline gap-2 rounded-sm py-1 hover:underline">
          <MethodBadge method={method} className="w-12 shrink-0" />
          <code className="min-w-0 wrap-anywhere font-mono text-xs leading-5">{path}</code>
        </Link>
      </li>
    ))}
  </ul>
);
