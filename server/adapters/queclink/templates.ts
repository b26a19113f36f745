/** Layouts that differ by model (protocol manuals of GV200, GV300, GMT100; traccar). A model names its template; a vehicle may state a tail of its own. */
import { z } from 'zod';

/** What stands in GTFRI between hour meter and send time, in order. */
export const TailField = z.enum(['analog', 'backup_battery', 'status', 'inputs', 'outputs', 'reserved']);
export type TailField = z.infer<typeof TailField>;

export interface ModelTemplate {
  tail: TailField[];
  /** GTOUT: how many outputs are stated, and what stands between them and the serial. */
  output_command: { outputs: number; behind: string[] };
}

const reserved = (count: number): TailField[] => Array.from({ length: count }, () => 'reserved' as const);

const empty = (count: number): string[] => Array.from({ length: count }, () => '');
/** Behind the outputs: long operation and report of the outputs, both left as they are, and two reserved fields. */
const gv_output: ModelTemplate['output_command'] = { outputs: 4, behind: empty(4) };

export const template_names = ['gv200', 'gv300', 'gmt100'] as const;

export const templates: Record<(typeof template_names)[number], ModelTemplate> = {
  gv200: { tail: ['analog', 'analog', 'analog', 'inputs', 'outputs', ...reserved(2)], output_command: gv_output },
  gv300: { tail: ['analog', 'analog', 'backup_battery', 'status', ...reserved(3)], output_command: gv_output },
  gmt100: { tail: ['analog', 'backup_battery', 'status', ...reserved(4)], output_command: { outputs: 2, behind: empty(7) } },
};
