import type { InputOf, OutputOf } from '#lib/contract/operation.ts';
import type { OperationId, Operations } from '#lib/contract/operations.ts';
import type { Actor } from '#lib/domain/access.ts';
import type { App } from '#server/app.ts';
import type { Mark } from './vehicle-memory.ts';

export type OnLasting = (marks: readonly Mark[]) => void;

/** Input of one operation as both doors hand it in, parsed and trusted from here on. */
export type Call<K extends OperationId> = InputOf<Operations[K]> & {
  /** Value of If-Match, when the caller sent one. */
  if_match?: string | undefined;
  /** Told the revision of what is answered, so that the door can send an ETag. */
  onRevision?: ((etag: string) => void) | undefined;
  /** Told on what the answer rests: as long as all of it is current, it is the answer for whoever may ask the same in this fleet. */
  onLasting?: OnLasting | undefined;
  /** Where the request came from, for limits; empty where there is no socket. */
  address?: string | undefined;
  /** Value of Idempotency-Key, when the caller sent one. */
  idempotency_key?: string | undefined;
  /** Told when the answer is that of an earlier call with the same key. */
  onReplay?: (() => void) | undefined;
  /** Told the id of the command as soon as it is in the log. */
  onCommand?: ((command_id: string) => void) | undefined;
  /** Called once the caller is known to be allowed a command, before anything else is looked at. Throws `too-many-requests`. */
  spendCommand?: (() => Promise<void>) | undefined;
};

export type Service<K extends OperationId> = (app: App, actor: Actor, call: Call<K>) => Promise<OutputOf<Operations[K]>>;

/** Of a text: as characters, or as its UTF-8. */
export type TextPart = string | Uint8Array<ArrayBuffer>;

declare const text_of: unique symbol;
/** JSON text of a `T` in parts: answered as it is, without having been an object, and put together where it is written. */
export type JsonText<T> = readonly TextPart[] & { readonly [text_of]: T };

export const jsonText = <T>(parts: readonly TextPart[]): JsonText<T> => parts as JsonText<T>;

export const joinText = (parts: readonly TextPart[]): string =>
  parts.map((part) => (typeof part === 'string' ? part : Buffer.from(part.buffer, part.byteOffset, part.length).toString())).join('');

/** A service of one operation that hands its answer over as JSON text. */
export type TextService<K extends OperationId> = (app: App, actor: Actor, call: Call<K>) => Promise<JsonText<OutputOf<Operations[K]>>>;

/** The same service for callers that need the object. */
export const parsed =
  <K extends OperationId>(service: TextService<K>): Service<K> =>
  async (app, actor, call) =>
    JSON.parse(joinText(await service(app, actor, call)));
