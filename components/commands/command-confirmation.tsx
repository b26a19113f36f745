'use client';
import { useState } from 'react';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { command_display } from '#lib/display.ts';
import { type CommandCapability, commandDefinition } from '#lib/domain/command.ts';
import { interlockWarning, type Situation, situationText } from './command-groups.ts';

export interface CommandConfirmationProps {
  command: CommandCapability;
  open: boolean;
  /** Plate or name of the vehicle. */
  label: string;
  situation: Situation;
  may_override: boolean;
  onConfirm: (body: { reason?: string; override?: boolean }) => void;
  onClose: () => void;
}

/** Asks before a command that immobilises, cuts off or goes against the newest state: which vehicle, how old our knowledge is, why. */
export function CommandConfirmation({ command, open, label, situation, may_override, onConfirm, onClose }: CommandConfirmationProps) {
  const text = useText();
  const { t } = text;
  const [override, setOverride] = useState(false);
  const { asks_reason, interlock } = commandDefinition(command);
  const display = command_display[command];
  const known = situationText(situation, text);
  const warning = interlockWarning(command, situation, text);
  const overriding = override && may_override && warning !== undefined;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={`${t(display.label)}: ${label}?`}
      description={t(display.confirm)}
      confirm_label={t(display.verb)}
      danger={display.tone === 'danger'}
      reason={asks_reason || overriding ? 'required' : 'none'}
      onConfirm={(reason) => onConfirm({ ...(reason && { reason }), ...(overriding && { override: true }) })}
    >
      <p className="text-ink-soft">
        {situation.state_at ? (
          <>
            {t('Last known')} <RelativeTime at={situation.state_at} className="font-medium text-ink" />
            {known && `: ${known}`}.
          </>
        ) : (
          t('This vehicle has never reported its state.')
        )}
        {situation.offline && ` ${t('It is offline: the command fails at once if the vehicle cannot be reached, and never waits for it.')}`}
      </p>
      {warning && <p className="rounded-md bg-warning-soft px-2.5 py-2 text-warning-ink">{warning}</p>}
      {warning && interlock && may_override && (
        <Checkbox
          label={t('Send it all the same. Someone may be riding: be certain, and write why.')}
          checked={override}
          onChange={(event) => setOverride(event.target.checked)}
        />
      )}
    </ConfirmDialog>
  );
}
