import clsx from 'clsx';
import { Icon } from '#components/ui/icon.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { IconName } from '#lib/display.ts';
import { command_display, state_display } from '#lib/display.ts';
import { type Capabilities, capableProperties } from '#lib/domain/capability.ts';

interface ChipProps {
  icon: IconName;
  label: string;
  /** Comes from an accessory. */
  added: boolean;
}

const Chip = ({ icon, label, added }: ChipProps) => {
  const { t } = useText();
  return (
    <li
      className={clsx(
        'inline-flex h-5.5 items-center gap-1 rounded-sm px-1.5 text-xs',
        added ? 'bg-accent-soft text-accent-ink' : 'bg-neutral-soft text-neutral-ink',
      )}
    >
      <Icon name={icon} size={12} />
      {label}
      {added && <span className="sr-only"> {t('(by accessory)')}</span>}
    </li>
  );
};

const heading = 'mb-1 font-medium text-ink-faint text-xs';

/** Commands and state that a vehicle has; what `base` lacks is marked as added. */
export function CapabilityChips({ capabilities, base = capabilities }: { capabilities: Capabilities; base?: Capabilities }) {
  const { t } = useText();
  return (
    <div className="flex flex-col gap-3">
      <div>
        <h3 className={heading}>{t('Takes these commands')}</h3>
        <ul className="flex flex-wrap gap-1">
          {capabilities.commands.map((command) => (
            <Chip
              key={command}
              icon={command_display[command].icon}
              label={t(command_display[command].label)}
              added={!base.commands.includes(command)}
            />
          ))}
        </ul>
      </div>
      <div>
        <h3 className={heading}>{t('Reports')}</h3>
        <ul className="flex flex-wrap gap-1">
          {[...capableProperties(capabilities)].map((property) => (
            <Chip
              key={property}
              icon={state_display[property].icon}
              label={t(state_display[property].label)}
              added={!capableProperties(base).has(property)}
            />
          ))}
        </ul>
      </div>
    </div>
  );
}
