import type { ActionResult } from '#lib/client/action-result.ts';
import type { CommandLogEntry } from '#lib/domain/command-schema.ts';

/** Server actions that the page hands down. Each returns at once; how a command goes on comes over the live stream. */
export interface CommandActions {
  requestCommand: (input: {
    params: { vehicle_id: string; command: string };
    body: { reason?: string; override?: boolean };
  }) => Promise<ActionResult<CommandLogEntry>>;
  resolveCommand: (input: {
    params: { vehicle_id: string; command_id: string };
    body: { status: 'SUCCEEDED' | 'FAILED'; reason: string };
  }) => Promise<ActionResult<CommandLogEntry>>;
}
