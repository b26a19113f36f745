'use client';
import { useId, useState } from 'react';
import { useText } from '#lib/client/text-provider.tsx';
import { command_display } from '#lib/display.ts';
import { allows, type Permission } from '#lib/domain/access.ts';
import type { CommandCapability } from '#lib/domain/command.ts';
import type { CommandLogEntry } from '#lib/domain/command-schema.ts';
import type { Text } from '#lib/messages/text.ts';
import type { CommandActions } from './command-actions.ts';
import { CommandButtons } from './command-buttons.tsx';
import { CommandConfirmation } from './command-confirmation.tsx';
import { isRunning } from './command-entries.ts';
import { needsConfirmation, offeredGroups, type Situation } from './command-groups.ts';
import { CommandLadder } from './command-ladder.tsx';
import { CommandRefusal } from './command-refusal.tsx';
import { SettleDialog } from './settle-dialog.tsx';
import { useCommandSender } from './use-command-sender.ts';
import { useCommands } from './use-commands.ts';

export interface CommandBarProps {
  vehicle_id: string;
  /** Plate or name, as confirmations call the vehicle. */
  label: string;
  capabilities: readonly CommandCapability[];
  permissions: readonly Permission[];
  actions: CommandActions;
  /** Newest commands of the log, as far as the page holds them; absent: the bar reads them itself. The live stream goes on from there. */
  commands?: readonly CommandLogEntry[] | undefined;
  situation: Situation;
  /** Why no command can be sent at all, for example because the vehicle is archived. */
  blocked_reason?: string | undefined;
  /** For narrow places: fewer buttons, ladder upright. */
  compact?: boolean;
}

const runningReason = (running: CommandLogEntry | undefined, { t }: Text): string | undefined =>
  running &&
  t('“{command}” is still running. A vehicle takes one command at a time.', { command: t(command_display[running.command].label) });

/** Buttons for what the vehicle can do and the person may ask, with the ladder of the latest command below. */
export function CommandBar(props: CommandBarProps) {
  const { vehicle_id, label, capabilities, permissions, actions, situation, compact = false } = props;
  const text = useText();
  const { t } = text;
  const reason_id = useId();
  const [asking, setAsking] = useState<CommandCapability>();
  const [settling, setSettling] = useState<CommandLogEntry>();
  const may_read_log = allows(permissions, 'events-trips.ro');
  const { commands, add } = useCommands({ vehicle_id, known: props.commands, may_read_log });
  const { sending, refusal, send, dismiss } = useCommandSender(vehicle_id, actions.requestCommand, (entry) => add([entry]));
  const latest = commands.find(isRunning) ?? commands[0];
  const groups = offeredGroups(capabilities, permissions);
  const blocked_reason = props.blocked_reason ?? runningReason(commands.find(isRunning), text);
  const choose = (command: CommandCapability) => {
    if (sending) return;
    if (needsConfirmation(command, situation)) setAsking(command);
    else void send(command);
  };
  return (
    <div className="flex flex-col gap-3">
      {groups.length > 0 && (
        <div className="flex flex-col gap-1.5">
          <CommandButtons
            groups={groups}
            blocked_reason={blocked_reason}
            blocked_reason_id={reason_id}
            sending={sending}
            compact={compact}
            onChoose={choose}
          />
          <p id={reason_id} className={blocked_reason ? 'text-ink-soft text-xs' : 'hidden'}>
            {blocked_reason}
          </p>
        </div>
      )}
      {refusal && <CommandRefusal title={t(command_display[refusal.command].label)} problem={refusal.problem} onDismiss={dismiss} />}
      {latest ? (
        <CommandLadder entry={latest} compact={compact} onSettle={allows(permissions, 'vehicle-commands') ? setSettling : undefined} />
      ) : (
        !compact && <p className="text-ink-faint">{t('No command has been sent to this vehicle yet.')}</p>
      )}
      {asking && (
        <CommandConfirmation
          command={asking}
          open
          label={label}
          situation={situation}
          may_override={allows(permissions, 'command-override')}
          onClose={() => setAsking(undefined)}
          onConfirm={(body) => {
            setAsking(undefined);
            void send(asking, body);
          }}
        />
      )}
      <SettleDialog
        entry={settling}
        label={label}
        resolveCommand={actions.resolveCommand}
        onSettled={(entry) => add([entry])}
        onClose={() => setSettling(undefined)}
      />
    </div>
  );
}
