/**
 * AVL data packets, codecs 8, 8 Extended and 16 (Teltonika wiki, "Codec"). The server decodes; encoding serves load generators and the tests.
 * Decoding checks that the records fill the packet exactly and steps over their elements; `visitElements` reads them when they are asked for.
 */

export type AvlCodec = '8' | '8E' | '16';

export interface AvlLayout {
  /** Bytes of a record before its element groups: time, priority, position, event and the number of all elements. */
  head_length: number;
  codec: AvlCodec;
  id_size: 1 | 2;
  count_size: 1 | 2;
  has_generation_type: boolean;
  has_variable_length: boolean;
}

export const avl_layouts: Record<number, AvlLayout> = {
  8: { head_length: 26, codec: '8', id_size: 1, count_size: 1, has_generation_type: false, has_variable_length: false },
  142: { head_length: 28, codec: '8E', id_size: 2, count_size: 2, has_generation_type: false, has_variable_length: true },
  16: { head_length: 28, codec: '16', id_size: 2, count_size: 1, has_generation_type: true, has_variable_length: false },
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
  generation_type?: number | undefined;
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

const readCount = (view: DataView, offset: number, size: 1 | 2): number => (size === 1 ? view.getUint8(offset) : view.getUint16(offset));

/** Offset behind the elements that begin at `start`. Reading beyond the packet throws a `RangeError`. */
const skipElements = (view: DataView, start: number, { id_size, count_size, has_variable_length }: AvlLayout): number => {
  let offset = start;
  if (count_size === 1) {
    offset += 1 + view.getUint8(offset) * (id_size + 1);
    offset += 1 + view.getUint8(offset) * (id_size + 2);
    offset += 1 + view.getUint8(offset) * (id_size + 4);
    return offset + 1 + view.getUint8(offset) * (id_size + 8);
  }
  offset += 2 + view.getUint16(offset) * (id_size + 1);
  offset += 2 + view.getUint16(offset) * (id_size + 2);
  offset += 2 + view.getUint16(offset) * (id_size + 4);
  offset += 2 + view.getUint16(offset) * (id_size + 8);
  if (!has_variable_length) return offset;
  const count = view.getUint16(offset);
  offset += 2;
  for (let i = 0; i < count; i += 1) offset += 4 + view.getUint16(offset + 2);
  return offset;
};

/** A record where it lies: its values are read when they are asked for. */
class RecordInPacket implements AvlRecord {
  readonly view: DataView;
  readonly layout: AvlLayout;
  readonly start: number;
  readonly elements_at: number;
  readonly end: number;
  constructor(view: DataView, start: number, layout: AvlLayout) {
    this.view = view;
    this.layout = layout;
    this.start = start;
    this.elements_at = start + layout.head_length;
    this.end = skipElements(view, this.elements_at, layout);
  }
  get timestamp_ms(): number {
    return this.view.getUint32(this.start) * 0x1_0000_0000 + this.view.getUint32(this.start + 4);
  }
  get priority(): number {
    return this.view.getUint8(this.start + 8);
  }
  get longitude(): number {
    return this.view.getInt32(this.start + 9) / 1e7;
  }
  get latitude(): number {
    return this.view.getInt32(this.start + 13) / 1e7;
  }
  get altitude(): number {
    return this.view.getInt16(this.start + 17);
  }
  get angle(): number {
    return this.view.getUint16(this.start + 19);
  }
  get satellites(): number {
    return this.view.getUint8(this.start + 21);
  }
  get speed(): number {
    return this.view.getUint16(this.start + 22);
  }
  get event_id(): number {
    return readCount(this.view, this.start + position_length, this.layout.id_size);
  }
  get generation_type(): number | undefined {
    return this.layout.has_generation_type ? this.view.getUint8(this.start + position_length + this.layout.id_size) : undefined;
  }
}

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
      const record = new RecordInPacket(view, offset, layout);
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

type Visit = (id: number, offset: number, length: number) => void;

/** Elements with ids of one byte (codec 8). */
const visitShort = (view: DataView, start: number, length: number, visit: Visit): number => {
  let offset = start + 1;
  for (let left = view.getUint8(start); left > 0; left -= 1) {
    visit(view.getUint8(offset), offset + 1, length);
    offset += 1 + length;
  }
  return offset;
};

const visitLong = (view: DataView, start: number, count_size: 1 | 2, length: number, visit: Visit): number => {
  let offset = start + count_size;
  for (let left = readCount(view, start, count_size); left > 0; left -= 1) {
    visit(view.getUint16(offset), offset + 2, length);
    offset += 2 + length;
  }
  return offset;
};

/** Calls `visit` for each element, in wire order, with its id and where its value lies in the packet. */
export const visitElements = (
  { view, layout: { id_size, count_size, has_variable_length }, elements_at }: AvlRecord,
  visit: Visit,
): void => {
  let offset = elements_at;
  if (id_size === 1) {
    offset = visitShort(view, offset, 1, visit);
    offset = visitShort(view, offset, 2, visit);
    offset = visitShort(view, offset, 4, visit);
    visitShort(view, offset, 8, visit);
    return;
  }
  for (let length = 1; length <= 8; length *= 2) offset = visitLong(view, offset, count_size, length, visit);
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
