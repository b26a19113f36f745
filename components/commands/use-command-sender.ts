'use client';
import { useState } from 'react';
import { type CommandCapability, commandDefinition } from '#lib/domain/command.ts';
import type { CommandLogEntry } from '#lib/domain/command-schema.ts';
import type { ProblemBody } from '#lib/domain/problem.ts';
import type { CommandActions } from './command-actions.ts';

export interface Refusal {
  command: CommandCapability;
  problem: ProblemBody;
}

/** Sends one command at a time. `sending` lasts only until the request is recorded, not until the vehicle has obeyed. */
export const useCommandSender = (
  vehicle_id: string,
  requestCommand: CommandActions['requestCommand'],
  onRequested: (entry: CommandLogEntry) => void,
) => {
  const [sending, setSending] = useState<CommandCapability>();
  const [refusal, setRefusal] = useState<Refusal>();
  const send = async (command: CommandCapability, body: { reason?: string; override?: boolean } = {}) => {
    setRefusal(undefined);
    setSending(command);
    const result = await requestCommand({ params: { vehicle_id, command: commandDefinition(command).name }, body });
    setSending(undefined);
    if (result.ok) onRequested(result.data);
    else setRefusal({ command, problem: result.problem });
  };
  return { sending, refusal, send, dismiss: () => setRefusal(undefined) };
};
