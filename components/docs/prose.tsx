import clsx from 'clsx';
import { CodeText } from './code-text.tsx';

/** Paragraphs, parted by empty lines, in which `backticks` mark code. */
export const Prose = ({ text, className }: { text: string; className?: string }) => (
  <div className={clsx('flex max-w-prose flex-col gap-2 text-ink-soft', className)}>
    {text.split('\n\n').map((paragraph) => (
      <p key={paragraph}>
        <CodeText text={paragraph} />
      </p>
    ))}
  </div>
);
