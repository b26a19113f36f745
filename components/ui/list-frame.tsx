import type { ReactNode } from 'react';

/** Around a table that runs from edge to edge of the page: its first and last column stand in line with the page's head. */
export const ListFrame = ({ children }: { children: ReactNode }) => (
  <div className="border-line border-y bg-surface [&_td:first-child]:pl-4 [&_td:last-child]:pr-4 [&_th:first-child]:pl-4 [&_th:last-child]:pr-4">
    {children}
  </div>
);
