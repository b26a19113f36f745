import clsx from 'clsx';

/** Space that data will fill; hidden from screen readers, which hear the loading state around it. */
export const Skeleton = ({ className }: { className?: string }) => <span aria-hidden className={clsx('skeleton block h-4', className)} />;
