import { CodeText } from '../code-text.tsx';
import type { TypeWord } from './schema-text.ts';
import { TypeText } from './type-text.tsx';

export interface PropertyRow {
  name: string;
  /** Said beside the name: `path`, `query`. */
  place?: string;
  required: boolean;
  words: readonly TypeWord[];
  description?: string;
}

/** Names with their types, one entry each; reads on a phone as well. */
export const PropertyTable = ({ rows }: { rows: readonly PropertyRow[] }) => (
  <dl className="divide-y divide-line text-sm *:grid *:gap-x-4 *:gap-y-0.5 *:py-1.5 sm:*:grid-cols-[minmax(9rem,16rem)_1fr] [&_dd]:min-w-0 [&_dt]:min-w-0 [&_dt]:wrap-anywhere">
    {rows.map(({ name, place, required, words, description }) => (
      <div key={`${place}-${name}`}>
        <dt>
          <code className="font-mono text-xs">{name}</code>
          <small className="ml-2 text-ink-faint text-xs">{[place, required && 'required'].filter(Boolean).join(', ')}</small>
        </dt>
        <dd>
          <TypeText words={words} />
          {description && (
            <p className="mt-0.5 text-ink-soft">
              <CodeText text={description} />
            </p>
          )}
        </dd>
      </div>
    ))}
  </dl>
);
