import { z } from 'zod';
import { VehicleId } from '#lib/domain/vehicle.ts';
import type { Operation } from './operation.ts';

const none = z.strictObject({});
type None = typeof none;
const nothing = z.undefined();
type Nothing = typeof nothing;

type Parts<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> = Omit<
  Operation<P, Q, B, R>,
  'params' | 'query' | 'body' | 'output' | 'status'
> & { params?: P; query?: Q; body?: B; output?: R; status?: Operation['status'] };

/** Fills what an operation does not use: no parameters, no query, no body, no answer (204). */
export const operation = <
  P extends z.ZodType = None,
  Q extends z.ZodType = None,
  B extends z.ZodType = Nothing,
  R extends z.ZodType = Nothing,
>(
  parts: Parts<P, Q, B, R>,
): Operation<P, Q, B, R> => ({
  ...parts,
  params: (parts.params ?? none) as P,
  query: (parts.query ?? none) as Q,
  body: (parts.body ?? nothing) as B,
  output: (parts.output ?? nothing) as R,
  status: parts.status ?? (parts.output ? 200 : 204),
});

export const vehicle_path = z.strictObject({ vehicle_id: VehicleId });

export const paging = {
  limit: z.coerce.number().int().min(1).max(1000).default(100).describe('Entries per page'),
  page_token: z.string().max(1000).optional().describe('Continues behind the page that gave it'),
};

export const page = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next_page_token: z.string().optional() });
/** A text too long to be held at once: documents and callers see the text, the service gives its parts. */
export const text_in_parts = z.string() as unknown as z.ZodType<string | AsyncIterable<string>, string>;

export const items = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) });

const listed = (value: unknown) => (value === undefined || Array.isArray(value) ? value : [value]);

/** A parameter that may be repeated: one or several values arrive as an array. */
export const repeated = <T extends z.ZodType>(item: T) => z.preprocess(listed, z.array(item).min(1).max(50).optional());
/** The same where the parameter is there at all. */
export const filled = <T extends z.ZodType>(item: T) => z.preprocess(listed, z.array(item).min(1).max(50));
