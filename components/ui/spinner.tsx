import clsx from 'clsx';
import { LoaderCircle } from 'lucide-react';

/** Says by movement that something is under way; the words beside it must say what. */
export function Spinner({ size = 14, className }: { size?: number; className?: string }) {
  return <LoaderCircle aria-hidden size={size} className={clsx('animate-spin motion-reduce:animate-breathe', className)} />;
}
