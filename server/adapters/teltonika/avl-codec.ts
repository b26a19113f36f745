/**
 * AVL data packets, codecs 8, 8 Extended and 16 (Teltonika wiki, "Codec"). The server decodes; encoding serves load generators and the tests.
 * Decoding checks that the records fill the packet exactly and steps over their elements; `visitElements` reads them when they are asked for.
 */

export type AvlCodec = '8' | '8E' | '16';

export interface AvlLayout {
  codec: AvlCodec;
  id_size: 1 | 2;
  count_size: 1 | 2;
  has_generation_type: boolean;
  has_variable_length: boolean;
}

export const avl_layouts: Record<number, AvlLayout> = {
  8: { codec: '8', id_size: 1, count_size: 1, has_generation_type: false, has_variable_length: false },
  142: { codec: '8E', id_size: 2, count_size: 2, has_generation_type: false, has_variable_length: true },
  16: { codec: '16', id_size: 2, count_size: 1, has_generation_type: true, has_variable_length: false },
};
export const avl_codec_ids: Record<AvlCodec, number> = { '8': 8, '8E': 142, '16': 16 };

export interface AvlRecord {
  timestamp_ms: number;
  /** 0 low, 1 high, 2 panic. */
  priority: number;
  /** Degrees, WGS 84. Old or zero when `satellites` is 0. */
  longitude: number;
  latitude: number;
  /** Metres. */
  altitude: number;
  /** Degrees from north. */
  angle: number;
  satellites: number;
  /** Kilometres per hour. */
  speed: number;
  event_id: number;
  /** Codec 16 only. */
  generation_type?: number;
  /** The packet; the record's own bytes are those from `start` to `end`, and its element groups begin at `elements_at`. */
  view: DataView;
  layout: AvlLayout;
  start: number;
  elements_at: number;
  end: number;
}

export interface AvlElement {
  id: number;
  bytes: Buffer;
}

/** What an encoder needs; elements of other lengths than 1, 2, 4 and 8 go to the variable-length group. */
export type AvlInput = Omit<AvlRecord, 'view' | 'layout' | 'start' | 'elements_at' | 'end'> & { elements: AvlElement[] };

export class MalformedRecord extends Error {}

const position_length = 24;
const fixed_lengths = [1, 2, 4, 8] as const;

const readCount = (view: DataView, offset: number, size: 1 | 2): number => (size === 1 ? view.getUint8(offset) : view.getUint16(offset));

/** Offset behind the elements that begin at `start`. Reading beyond the packet throws a `RangeError`. */
const skipElements = (view: DataView, start: number, { id_size, count_size, has_variable_length }: AvlLayout): number => {
  let offset = start;
  for (const length of fixed_lengths) offset += count_size + readCount(view, offset, count_size) * (id_size + length);
  if (!has_variable_length) return offset;
  const count = view.getUint16(offset);
  offset += 2;
  for (let i = 0; i < count; i += 1) offset += 4 + view.getUint16(offset + 2);
  return offset;
};

const readRecord = (view: DataView, start: number, layout: AvlLayout): AvlRecord => {
  const event_at = start + position_length;
  const generation_at = event_at + layout.id_size;
  const elements_at = generation_at + (layout.has_generation_type ? 1 : 0) + layout.count_size;
  const record: AvlRecord = {
    timestamp_ms: view.getUint32(start) * 0x1_0000_0000 + view.getUint32(start + 4),
    priority: view.getUint8(start + 8),
    longitude: view.getInt32(start + 9) / 1e7,
    latitude: view.getInt32(start + 13) / 1e7,
    altitude: view.getInt16(start + 17),
    angle: view.getUint16(start + 19),
    satellites: view.getUint8(start + 21),
    speed: view.getUint16(start + 22),
    event_id: readCount(view, event_at, layout.id_size),
    view,
    layout,
    start,
    elements_at,
    end: skipElements(view, elements_at, layout),
  };
  if (layout.has_generation_type) record.generation_type = view.getUint8(generation_at);
  return record;
};

/** Records of a verified packet (codec id to second quantity). Throws `MalformedRecord` when they do not fill it exactly. */
export const decodeAvl = (packet: Uint8Array): AvlRecord[] => {
  const layout = avl_layouts[packet[0] ?? 0];
  const quantity = packet[1] ?? 0;
  const records: AvlRecord[] = [];
  if (!layout) throw new MalformedRecord('not an AVL codec');
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  let offset = 2;
  try {
    for (let i = 0; i < quantity; i += 1) {
      const record = readRecord(view, offset, layout);
      records.push(record);
      offset = record.end;
    }
  } catch (error) {
    if (error instanceof RangeError) throw new MalformedRecord('packet ends within a record');
    throw error;
  }
  if (offset !== packet.length - 1) throw new MalformedRecord('records do not fill the packet');
  return records;
};

/** Calls `visit` for each element, in wire order, with its id and where its value lies in the packet. */
export const visitElements = (
  { view, layout: { id_size, count_size, has_variable_length }, elements_at }: AvlRecord,
  visit: (id: number, offset: number, length: number) => void,
): void => {
  let offset = elements_at;
  for (const length of fixed_lengths) {
    const count = readCount(view, offset, count_size);
    offset += count_size;
    for (let i = 0; i < count; i += 1) {
      visit(readCount(view, offset, id_size), offset + id_size, length);
      offset += id_size + length;
    }
  }
  if (!has_variable_length) return;
  const count = view.getUint16(offset);
  offset += 2;
  for (let i = 0; i < count; i += 1) {
    const length = view.getUint16(offset + 2);
    visit(view.getUint16(offset), offset + 4, length);
    offset += 4 + length;
  }
};

export const listElements = (record: AvlRecord): AvlElement[] => {
  const list: AvlElement[] = [];
  const { buffer, byteOffset } = record.view;
  visitElements(record, (id, offset, length) => list.push({ id, bytes: Buffer.from(buffer, byteOffset + offset, length) }));
  return list;
};
