import { LifeBuoy } from 'lucide-react';

/** Stands above every page of a fleet that the person was let into for a time. */
export const SupportBanner = ({ children }: { children: string }) => (
  <p
    role="note"
    className="flex shrink-0 items-center gap-2 border-line border-b bg-warning-soft px-3 py-1.5 font-medium text-warning-ink text-xs"
  >
    <LifeBuoy aria-hidden size={14} className="shrink-0" />
    <span className="min-w-0 truncate" title={children}>
      {children}
    </span>
  </p>
);
