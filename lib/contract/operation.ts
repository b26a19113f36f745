import type { z } from 'zod';
import type { Permission } from '#lib/domain/access.ts';
import type { Route } from './routes.ts';

/**
 * One operation of the API, described once. Routes, validation, permissions, OpenAPI, the typed client and the tests are made from it.
 * `path` uses `{name}` for parameters, each declared in `params`.
 */
export interface Operation<
  Params extends z.ZodType = z.ZodType,
  QueryString extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> extends Route {
  /** Other spellings of the path that stay accepted. */
  aliases?: string[];
  summary: string;
  area: string;
  /** Absent: no sign-in needed. `any`: any signed-in caller. */
  permission?: Permission | 'any';
  params: Params;
  query: QueryString;
  body: Body;
  /** A body may be absent or empty. */
  body_optional?: boolean;
  status: 200 | 201 | 202 | 204;
  output: Output;
  /** What the answer is, when it is not JSON; the service hands it over part by part. */
  media?: 'text/csv';
  /** Carries an ETag and, on writes, honours If-Match. */
  revisioned?: boolean;
  /** Signed-in people alone: what programs have no use for, such as a password. */
  of_people?: boolean;
  /** Counted apart, for API clients: as a command too, or in place of a request. */
  budget?: 'commands' | 'state_reads';
  /** Not part of the public OneAPI; listed as our extension. */
  ours?: boolean;
}

export type InputOf<O> =
  O extends Operation<infer P, infer Q, infer B, z.ZodType> ? { params: z.output<P>; query: z.output<Q>; body: z.output<B> } : never;
export type ClientInputOf<O> =
  O extends Operation<infer P, infer Q, infer B, z.ZodType> ? { params: z.input<P>; query: z.input<Q>; body: z.input<B> } : never;
export type OutputOf<O> = O extends Operation<z.ZodType, z.ZodType, z.ZodType, infer R> ? z.output<R> : never;
