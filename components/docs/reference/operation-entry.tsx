import { Badge } from '#components/ui/badge.tsx';
import { CodeBlock } from '../code-block.tsx';
import { Prose } from '../prose.tsx';
import { disclosure_class, summary_class } from './disclosure-class.ts';
import { MethodBadge } from './method-badge.tsx';
import { PropertyTable } from './property-table.tsx';
import type { ReferenceMedia, ReferenceOperation } from './reference-model.ts';
import { TryIt } from './try-it.tsx';
import { TypeText } from './type-text.tsx';

const small_title = 'mt-4 mb-1 font-semibold text-sm';

const Example = ({ label, media }: { label: string; media: ReferenceMedia }) =>
  media.example === '' ? null : (
    <details className={disclosure_class}>
      <summary className={summary_class}>{label}</summary>
      <CodeBlock label={label} text={media.example} className="m-2 mt-0" />
    </details>
  );

const Facts = ({ operation }: { operation: ReferenceOperation }) => (
  <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1">
    <code className="min-w-0 wrap-anywhere font-mono text-sm">
      <MethodBadge method={operation.method} className="mr-2" />
      {operation.path}
    </code>
    {operation.permission && <Badge>{operation.permission}</Badge>}
    {!operation.needs_token && <Badge tone="ok">No token</Badge>}
    {operation.extension && <Badge tone="accent">Extension</Badge>}
  </p>
);

/** One operation: what it does, takes and answers. */
export function OperationEntry({ operation, api_url, api_path }: { operation: ReferenceOperation; api_url: string; api_path: string }) {
  const { id, summary, description, parameters, body, success, problems } = operation;
  const rows = parameters.map(({ in: place, ...parameter }) => ({ ...parameter, place }));
  const tried = { ...operation, body: body && { example: body.example, type: body.type } };
  const { method, path, needs_token, can_be_tried } = tried;
  return (
    <article aria-labelledby={id} className="border-line border-t py-6">
      <h3 id={id} className="scroll-mt-4 font-semibold text-lg">
        {summary}
      </h3>
      <Facts operation={operation} />
      {description && <Prose text={description} className="mt-3" />}
      {rows.length > 0 && (
        <>
          <h4 className={small_title}>Parameters</h4>
          <PropertyTable rows={rows} />
        </>
      )}
      {body && (
        <>
          <h4 className={small_title}>Body</h4>
          <p className="mb-2 text-sm">
            <TypeText words={body.words} />
            <span className="ml-2 text-ink-faint text-xs">
              {body.types.join(' or ')}
              {!body.required && ', optional'}
            </span>
          </p>
          <Example label="Example of the body" media={body} />
        </>
      )}
      <h4 className={small_title}>Answers</h4>
      <div className="flex flex-col gap-2">
        {success.map(({ status, description: text, media }) => (
          <div key={status} className="flex flex-col gap-2">
            <p className="text-sm">
              <span className="font-medium">{status}</span> {text}
              {media && (
                <>
                  {': '}
                  <TypeText words={media.words} />
                </>
              )}
            </p>
            {media && <Example label={`Example of ${status}`} media={media} />}
          </div>
        ))}
        <details className={disclosure_class}>
          <summary className={summary_class}>{problems.length} problems</summary>
          <ul className="columns-1 gap-6 px-3 pb-2 text-sm sm:columns-2 [&_a]:text-accent-ink [&_a]:hover:underline [&_span]:mr-2 [&_span]:text-ink-faint">
            {problems.map(({ status, type, title }) => (
              <li key={type}>
                <a href={`/docs${type}`}>
                  <span>{status}</span>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </details>
        <TryIt
          operation={{
            id,
            method,
            path,
            needs_token,
            can_be_tried,
            parameters: parameters.map(({ name, in: place, required, list, example }) => ({ name, in: place, required, list, example })),
            body: tried.body,
          }}
          api_url={api_url}
          api_path={api_path}
        />
      </div>
    </article>
  );
}
