import type { Metadata } from 'next';
import { api_releases } from '#components/docs/changes.ts';
import { CodeText } from '#components/docs/code-text.tsx';
import { DocsFrame } from '#components/docs/docs-frame.tsx';

export const metadata: Metadata = { title: 'Changelog' };

export default function ChangelogPage() {
  return (
    <DocsFrame current="/docs/changelog">
      <h1 className="font-semibold text-2xl">Changelog</h1>
      <p className="mt-3 max-w-prose text-base text-ink-soft">
        Changes of the API and its events. Operations, properties, problem types and event types may be added at any time; what is there
        keeps its meaning.
      </p>
      {api_releases.map(({ version, changes }) => (
        <section key={version} aria-label={`Release ${version}`} className="mt-8">
          <h2 className="font-semibold text-lg">{version}</h2>
          <ul className="mt-2 flex max-w-prose list-disc flex-col gap-1.5 pl-5 text-base marker:text-ink-faint">
            {changes.map((change) => (
              <li key={change}>
                <CodeText text={change} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </DocsFrame>
  );
}
