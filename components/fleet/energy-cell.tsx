import clsx from 'clsx';
import { Zap } from 'lucide-react';
import { useText } from '#lib/client/text-provider.tsx';

/** Share of energy as a bar and a figure; a mark beside it says low or charging without colour. */
export const EnergyCell = ({ energy, low, charging }: { energy: number | null; low: boolean; charging: boolean }) => {
  const { t } = useText();
  if (energy === null) return <span className="text-ink-faint">–</span>;
  const percent = Math.round(energy);
  return (
    <span className="flex w-full items-center gap-1.5">
      <span aria-hidden className="h-1.5 min-w-6 flex-1 overflow-hidden rounded-full bg-pressed">
        <span
          className={clsx('block h-full rounded-full', low ? 'bg-danger' : percent < 30 ? 'bg-warning' : 'bg-neutral')}
          style={{ width: `${percent}%` }}
        />
      </span>
      <span className={clsx('w-9 shrink-0 whitespace-nowrap text-right', low && 'font-semibold text-danger-ink')}>
        {percent}
        <span className="text-ink-faint text-xs">%</span>
        {low && <span className="sr-only"> {t('energy|low')}</span>}
      </span>
      <span className="w-3 shrink-0">
        {charging && <Zap aria-label={t('Charging')} size={12} className="fill-current text-charging" />}
      </span>
    </span>
  );
};
