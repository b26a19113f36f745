import { Fragment } from 'react';

/** Text in which `backticks` mark what is to be typed. */
export const CodeText = ({ text }: { text: string }) =>
  text.split('`').map((part, index) => {
    const key = `${index}-${part}`;
    return index % 2 === 1 ? (
      <code key={key} className="rounded-sm bg-sunken px-1 font-mono text-[0.92em]">
        {part}
      </code>
    ) : (
      <Fragment key={key}>{part}</Fragment>
    );
  });
