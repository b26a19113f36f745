import { Fragment } from 'react';
import type { TypeWord } from './schema-text.ts';

/** A type in words; the names of schemas lead to them. */
export const TypeText = ({ words }: { words: readonly TypeWord[] }) => (
  <span className="break-words font-mono text-xs">
    {words.map(({ text, schema }, index) => {
      const key = `${index}-${text}`;
      if (!schema) return <Fragment key={key}>{text}</Fragment>;
      return (
        <a key={key} href={`#schema-${schema}`} className="text-accent-ink underline">
          {text}
        </a>
      );
    })}
  </span>
);
