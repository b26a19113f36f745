import type { Metadata } from 'next';
import Link from 'next/link';
import { doc_pages } from '#components/docs/doc-pages.ts';
import { DocsFrame } from '#components/docs/docs-frame.tsx';

export const metadata: Metadata = { title: 'Documentation' };

export default function DocsPage() {
  return (
    <DocsFrame>
      <h1 className="font-semibold text-2xl">Documentation</h1>
      <p className="mt-3 max-w-prose text-base text-ink-soft">
        For those who connect a program to this installation. All of it is part of the installation and matches the release that runs.
      </p>
      <ul className="mt-6 grid gap-3 sm:grid-cols-2">
        {doc_pages.map(({ href, label, text }) => (
          <li key={href}>
            <Link href={href} className="block h-full rounded-lg border border-line bg-surface p-4 hover:border-line-strong hover:bg-hover">
              <span className="font-semibold text-base">{label}</span>
              <span className="mt-1 block text-ink-soft text-sm">{text}</span>
            </Link>
          </li>
        ))}
      </ul>
    </DocsFrame>
  );
}
