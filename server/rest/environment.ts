import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Actor } from '#lib/domain/access.ts';

export interface Variables {
  flow_id: string;
  actor?: Actor;
}
export type Environment = { Bindings: HttpBindings; Variables: Variables };
export type RestContext = Context<Environment>;
