import clsx from 'clsx';

const looks: Record<string, string> = {
  GET: 'text-charging-ink',
  POST: 'text-ok-ink',
  PUT: 'text-warning-ink',
  PATCH: 'text-warning-ink',
  DELETE: 'text-danger-ink',
};

export const MethodBadge = ({ method, className }: { method: string; className?: string }) => (
  <span className={clsx('font-mono font-semibold text-xs', looks[method] ?? 'text-ink-soft', className)}>{method}</span>
);
