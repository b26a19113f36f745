import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Actor } from '#lib/domain/access.ts';

export interface Variables {
  flow_id: string;
  actor?: Actor;
}
export type Environment = { Bindings: HttpBindings; Variables: Variables };
export type RestContext = Context<Environment>;

/** The address that counts for limits, as the server stamped it; empty where there is no socket. */
export const callerAddress = (context: RestContext): string => {
  const stamped = (context.env as Partial<HttpBindings> | undefined)?.incoming?.headers['x-real-ip'];
  return typeof stamped === 'string' ? stamped : '';
};
