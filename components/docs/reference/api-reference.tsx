import { api_path } from '#lib/contract/api-path.ts';
import type { OpenApiDocument } from '#lib/contract/openapi/document-types.ts';
import { Prose } from '../prose.tsx';
import { disclosure_class, summary_class } from './disclosure-class.ts';
import { OperationEntry } from './operation-entry.tsx';
import { referenceAreas } from './reference-model.ts';
import { ReferenceNav } from './reference-nav.tsx';
import { SchemaList } from './schema-list.tsx';
import { TokenPanel } from './token-panel.tsx';

const fleet_header =
  'Operations that take a token also take the header `x-invers-fleet-id`; when it is sent, it must name the caller’s own fleet.';

const areaId = (name: string) => `area-${name.toLowerCase().replaceAll(' ', '-')}`;

/** The whole API on one page, drawn from its OpenAPI document; asks nobody but this installation. */
export function ApiReference({ document }: { document: OpenApiDocument }) {
  const areas = referenceAreas(document);
  const api_url = document.servers[0]?.url ?? api_path;
  return (
    <div className="grid gap-8 lg:grid-cols-[16rem_minmax(0,1fr)]">
      <div className="hidden lg:block">
        <div className="sticky top-4 max-h-[calc(100dvh-2rem)] overflow-y-auto">
          <ReferenceNav areas={areas} />
        </div>
      </div>
      <div className="min-w-0">
        <h1 className="font-semibold text-2xl">API reference</h1>
        <Prose text={document.info.description} className="mt-3" />
        <Prose text={fleet_header} className="mt-2" />
        <p className="mt-3 text-sm">
          <span className="text-ink-soft">Base URL</span>{' '}
          <code className="wrap-anywhere rounded-sm bg-sunken px-1 font-mono text-xs">{api_url}</code>
          <span className="mx-2 text-ink-faint">·</span>
          <a href={`${api_path}/openapi.json`} className="text-accent-ink underline underline-offset-2">
            OpenAPI 3.1
          </a>
          <span className="mx-2 text-ink-faint">·</span>
          <a href={`${api_path}/asyncapi.json`} className="text-accent-ink underline underline-offset-2">
            AsyncAPI 3
          </a>
        </p>
        <details className={`${disclosure_class} mt-5 lg:hidden`}>
          <summary className={summary_class}>All operations</summary>
          <div className="p-2">
            <ReferenceNav areas={areas} />
          </div>
        </details>
        <div className="mt-5">
          <TokenPanel api_path={api_path} />
        </div>
        {areas.map(({ name, description, operations }) => (
          <section key={name} aria-labelledby={areaId(name)} className="mt-10">
            <h2 id={areaId(name)} className="font-semibold text-xl">
              {name}
            </h2>
            <p className="mt-1 mb-4 text-ink-soft">{description}</p>
            {operations.map((operation) => (
              <OperationEntry key={operation.id} operation={operation} api_url={api_url} api_path={api_path} />
            ))}
          </section>
        ))}
        <section aria-labelledby="schemas" className="mt-10">
          <h2 id="schemas" className="scroll-mt-4 font-semibold text-xl">
            Schemas
          </h2>
          <p className="mt-1 mb-4 text-ink-soft">Answers may gain properties at any time; properties are never taken away.</p>
          <SchemaList schemas={document.components.schemas} />
        </section>
      </div>
    </div>
  );
}
