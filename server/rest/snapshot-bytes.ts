import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FleetSnapshot } from '#lib/contract/fleet.ts';
import { snapshot_media_type } from '#lib/contract/snapshot/media-type.ts';
import { encodeSnapshot } from '#lib/contract/snapshot-codec.ts';
import { answer } from './answer.ts';
import { type RestContext, requestHeader, tell } from './environment.ts';

const compressions = {
  br: async (bytes: Uint8Array) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: async (bytes: Uint8Array) => promisify(gzip)(bytes),
};
const encodings = Object.keys(compressions) as (keyof typeof compressions)[];

/** A page that has the snapshot fetched ahead cannot say what it accepts; whoever else does not say so is no page of ours. */
export const wantsSnapshotBytes = (context: RestContext): boolean => {
  const accepted = requestHeader(context, 'accept') ?? '';
  const is_page = requestHeader(context, 'sec-fetch-site') === 'same-origin';
  return accepted.includes(snapshot_media_type) || (is_page && accepted === '*/*');
};

/** The snapshot for screens: a large fleet in an eighth of the bytes of its compressed JSON. */
export const answerSnapshotBytes = async (snapshot: FleetSnapshot, context: RestContext): Promise<Response> => {
  const bytes = encodeSnapshot(snapshot);
  tell(context, 'vary', 'accept, accept-encoding, sec-fetch-site');
  const accepted = requestHeader(context, 'accept-encoding') ?? '';
  const encoding = encodings.find((one) => accepted.includes(one));
  if (!encoding) return answer(context, 200, bytes, snapshot_media_type);
  tell(context, 'content-encoding', encoding);
  return answer(context, 200, await compressions[encoding](bytes), snapshot_media_type);
};
