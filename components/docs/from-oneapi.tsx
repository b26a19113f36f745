import type { Operation } from '#lib/contract/operation.ts';
import { operations } from '#lib/contract/operations.ts';
import { CodeText } from './code-text.tsx';
import { DifferenceTable } from './difference-table.tsx';
import { difference_groups, missing_parts } from './oneapi-differences.ts';
import { OperationLinks } from './operation-links.tsx';

const table = Object.entries(operations as Record<string, Operation>).map(([id, operation]) => ({ id, ...operation }));
const linked = (ours: boolean) => [
  ...(ours ? [] : [{ id: 'createToken', method: 'POST', path: '/auth/oauth/token' }]),
  ...table.filter((operation) => (operation.ours ?? false) === ours).map(({ id, method, path }) => ({ id, method, path })),
];

const title = 'mt-10 mb-3 font-semibold text-xl';

/** What changes for a client of the INVERS OneAPI, and what does not. */
export const FromOneapi = () => (
  <article>
    <h1 className="font-semibold text-2xl">Moving from OneAPI</h1>
    <p className="mt-3 max-w-prose text-base text-ink-soft">
      Motorpool answers the public paths of the INVERS OneAPI with the public shapes, so that a client moves by changing its base URL and
      its credentials. This page lists what that covers, every point where Motorpool differs or adds something, and what this release does
      not have. Motorpool is not made or endorsed by INVERS.
    </p>
    <h2 className={title}>Works after changing the base URL</h2>
    <OperationLinks operations={linked(false)} />
    <h2 className={title}>Point by point</h2>
    {difference_groups.map(({ title: name, entries }) => (
      <section key={name} aria-label={name} className="mb-6">
        <h3 className="mb-2 font-semibold text-base">{name}</h3>
        <DifferenceTable entries={entries} />
      </section>
    ))}
    <h2 className={title}>Not in this release</h2>
    <p className="mb-3 max-w-prose text-ink-soft">These paths answer 404 here. A client that depends on one of them cannot move yet.</p>
    <dl className="divide-y divide-line rounded-lg border border-line bg-surface px-3">
      {missing_parts.map(({ area, operations: paths }) => (
        <div key={area} className="grid gap-x-4 gap-y-1 py-2 sm:grid-cols-[16rem_1fr]">
          <dt className="font-medium">
            <CodeText text={area} />
          </dt>
          <dd className="flex min-w-0 flex-col gap-0.5">
            {paths.map((path) => (
              <code key={path} className="wrap-anywhere font-mono text-ink-soft text-xs">
                {path}
              </code>
            ))}
          </dd>
        </div>
      ))}
    </dl>
    <h2 className={title}>Added by Motorpool</h2>
    <p className="mb-3 max-w-prose text-ink-soft">
      Stable within Motorpool, marked in the reference, and no part of the vendor’s contract. Some complete functions that the vendor
      documents without a path.
    </p>
    <OperationLinks operations={linked(true)} />
  </article>
);
