import { useEffect, useState } from 'react';

const shown_ms = 1600;

/** Copies a text and tells for a moment what came of it. */
export const useCopy = (text: string): { outcome: 'copied' | 'failed' | undefined; copy: () => void } => {
  const [outcome, setOutcome] = useState<'copied' | 'failed'>();
  useEffect(() => {
    if (!outcome) return;
    const timer = setTimeout(() => setOutcome(undefined), shown_ms);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => setOutcome('copied'),
      () => setOutcome('failed'),
    );
  return { outcome, copy };
};
