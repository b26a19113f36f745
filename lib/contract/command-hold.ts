import { z } from 'zod';
import { operation } from './define.ts';
import { routes } from './routes.ts';

export const CommandHold = z.object({
  held_since: z.iso.datetime().optional().describe('A backup was restored then; commands wait for a person'),
  known_until: z.iso.datetime().optional().describe('Newest entry of the log that the backup had: what happened later is not known here'),
  ended_messages: z.int().min(1).optional().describe('Mails and notifications that waited in the backup and are not sent any more'),
});
export type CommandHold = z.infer<typeof CommandHold>;

const area = 'Commands';

export const command_hold_operations = {
  getCommandHold: operation({
    ...routes.getCommandHold,
    summary: 'Ask whether commands are on hold after a restore',
    area,
    permission: 'vehicles.ro',
    output: CommandHold,
    ours: true,
  }),
  confirmRestore: operation({
    ...routes.confirmRestore,
    summary: 'Let commands go out again after a restore',
    area,
    permission: 'users',
    ours: true,
  }),
};
