'use client';
import './globals.css';

/** Stands in for the whole document, so it relies on nothing, not even on knowing the reader's language: it speaks both, and a link leads on even where no script may run. */
export default function GlobalErrorPage({ error }: { error: unknown }) {
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? String(error.digest) : undefined;
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Motorpool</title>
        <main className="mx-auto flex min-h-dvh max-w-md flex-col justify-center px-4">
          <h1 className="font-semibold text-lg">Motorpool could not make this page</h1>
          <p className="mt-2 text-ink-soft">
            It lies with Motorpool, not with you. Open the fleet again; if it stays, tell whoever runs this installation
            {digest ? (
              <>
                {' '}
                and quote <code className="font-mono">{digest}</code>
              </>
            ) : null}
            .
          </p>
          <div lang="de" className="mt-4 text-ink-soft">
            <p className="font-medium text-ink">Motorpool konnte diese Seite nicht erzeugen</p>
            <p>
              Es liegt an Motorpool, nicht an Ihnen. Öffnen Sie die Flotte noch einmal; bleibt es dabei, wenden Sie sich an die Stelle, die
              diese Installation betreibt.
            </p>
          </div>
          <p className="mt-4">
            <a href="/fleet" className="rounded-sm font-medium text-accent-ink underline">
              Open the fleet · <span lang="de">Zur Flotte</span>
            </a>
          </p>
        </main>
      </body>
    </html>
  );
}
