import { z } from 'zod';

export const ProblemError = z.object({ pointer: z.string(), code: z.string(), message: z.string() });
export type ProblemError = z.infer<typeof ProblemError>;

/** Body of every error answer (RFC 9457). Only `type` is for programs to branch on. */
export const ProblemBody = z.object({
  type: z.string(),
  type_documentation: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  flow_id: z.string(),
  errors: z.array(ProblemError).optional(),
  command_id: z.string().optional(),
  outcome: z.enum(['UNKNOWN', 'NOT_SENT']).optional(),
  retry_safe: z.boolean().optional(),
});
export type ProblemBody = z.infer<typeof ProblemBody>;
