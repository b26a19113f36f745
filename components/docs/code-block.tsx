'use client';
import clsx from 'clsx';
import { Check, Copy } from 'lucide-react';
import { useCopy } from '#components/ui/use-copy.ts';

/** What is to be typed or read as it stands; a click copies it. Long lines scroll in their own frame. */
export function CodeBlock({ label, text, className }: { label: string; text: string; className?: string }) {
  const { outcome, copy } = useCopy(text);
  const Glyph = outcome === 'copied' ? Check : Copy;
  return (
    <div className={clsx('relative rounded-md border border-line bg-sunken', className)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling frame must be reachable by keyboard */}
      <section aria-label={label} tabIndex={0} className="max-h-96 overflow-auto rounded-md">
        <pre className="w-max min-w-full py-2.5 pr-12 pl-3 font-mono text-xs leading-5">{text}</pre>
      </section>
      <button
        type="button"
        onClick={copy}
        title={`Copy ${label}`}
        className="absolute top-1 right-1 flex size-7 items-center justify-center rounded-md bg-sunken text-ink-soft hover:bg-hover hover:text-ink pointer-coarse:size-9"
      >
        <Glyph aria-hidden size={14} className={clsx(outcome === 'copied' && 'text-ok')} />
        <span className="sr-only">Copy {label}</span>
      </button>
      <span role="status" className={outcome === 'failed' ? 'absolute right-10 bottom-1 text-danger-ink text-xs' : 'sr-only'}>
        {outcome === 'copied' && 'Copied'}
        {outcome === 'failed' && 'Copying is blocked'}
      </span>
    </div>
  );
}
