import type { ReactNode } from 'react';

/** The name of a row, which opens what the row is about. */
export const NameButton = ({ onClick, children }: { onClick: () => void; children: ReactNode }) => (
  <button type="button" onClick={onClick} className="max-w-full truncate rounded-sm text-accent-ink underline-offset-2 hover:underline">
    {children}
  </button>
);
