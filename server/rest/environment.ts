import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { newFlowId } from '#server/ids.ts';

/** Headers of the answer as told so far, names in small letters. */
export type Head = Record<string, string>;

export interface Variables {
  head?: Head;
}
export type Environment = { Bindings: HttpBindings; Variables: Variables };
export type RestContext = Context<Environment>;

/** Node's own request and answer; absent where there is no socket. */
export const socketOf = (context: RestContext): Partial<HttpBindings> => (context.env as Partial<HttpBindings> | undefined) ?? {};

export const flow_header = 'x-invers-flow-id';

export const common_head = { 'cache-control': 'no-store' };

/** Every answer has a flow id and is kept by nobody, unless told otherwise. */
export const headOf = (context: RestContext): Head => {
  const known = context.get('head');
  if (known) return known;
  const head = { [flow_header]: newFlowId(), ...common_head };
  context.set('head', head);
  return head;
};

export type Tell = (name: string, value: string) => void;

export const tell = (context: RestContext, name: string, value: string): void => {
  headOf(context)[name] = value;
};

export const tellIn =
  (context: RestContext): Tell =>
  (name, value) =>
    tell(context, name, value);

export const flowIdOf = (context: RestContext): string => headOf(context)[flow_header] ?? '';

/** A header as Node has read it; several of one name in one text. */
export const headerText = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value.join(', ') : value);

/** A header of the request, its name in small letters. Node has read them all already; a `Headers` of them would be made for each request. */
export const requestHeader = (context: RestContext, name: string): string | undefined => {
  const { incoming } = socketOf(context);
  if (!incoming) return context.req.header(name);
  return headerText(incoming.headers[name]);
};

/** The address that counts for limits, as the server stamped it; empty where there is no socket. */
export const callerAddress = (context: RestContext): string => {
  const stamped = socketOf(context).incoming?.headers['x-real-ip'];
  return typeof stamped === 'string' ? stamped : '';
};
