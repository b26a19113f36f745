/**
 * State records of one vehicle in one fleet's log as a block: columns that are compressed, in three pieces so that a reader opens what it needs.
 * `places`: sequence and time of recording. `records`: what was reported. `origins`: ids and flow ids.
 * What was put in comes out to the letter; whoever makes a block checks that before the rows go.
 */
import { eventId } from '#server/ids.ts';
import { createByteReader, createByteWriter } from './bytes.ts';
import { instantOf, readSeries, readTexts, writeSeries, writeTexts } from './columns.ts';
import { type RecordReader, readRecords, writeRecords } from './record-columns.ts';
import { packColumns, unpackColumns } from './sections.ts';

/** A state record as it lies in the log. */
export interface StateRow {
  fleet_id: string;
  sequence: number;
  id: string;
  type: 'VehicleStateRecorded';
  vehicle_id: string;
  occurred_at: string;
  recorded_at: string;
  flow_id: string;
  /** JSON text of the `StateRecord`. */
  data: string;
}

export interface BlockBytes {
  places: Buffer;
  records: Buffer;
  origins: Buffer;
}

export interface Places {
  sequences: number[];
  recorded_at: string[];
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const flow_bytes = 16;

const textsColumn = (texts: readonly string[]): Buffer => {
  const writer = createByteWriter();
  writeTexts(writer, texts);
  return writer.done();
};

const writePlaces = (rows: readonly StateRow[]): Promise<Buffer> => {
  const instants = rows.map(({ recorded_at }) => instantOf(recorded_at));
  const known = instants.filter((ms) => ms !== undefined);
  const columns = new Map([['sequences', writeSeries(rows.map(({ sequence }) => sequence))]]);
  if (known.length === rows.length) columns.set('recorded', writeSeries(known));
  else columns.set('recorded texts', textsColumn(rows.map(({ recorded_at }) => recorded_at)));
  return packColumns(columns);
};

export const readPlaces = (places: Buffer, count: number): Places => {
  const columns = unpackColumns(places);
  const instants = columns.get('recorded');
  const texts = columns.get('recorded texts') ?? Buffer.from([0]);
  return {
    sequences: readSeries(columns.get('sequences') ?? Buffer.from([1]), count),
    recorded_at: instants ? readSeries(instants, count).map((ms) => new Date(ms).toISOString()) : readTexts(createByteReader(texts), count),
  };
};

const derivedId = ({ fleet_id, sequence, recorded_at }: Pick<StateRow, 'fleet_id' | 'sequence' | 'recorded_at'>): string => {
  const recorded_ms = instantOf(recorded_at);
  return recorded_ms === undefined ? '' : eventId(fleet_id, sequence, recorded_ms);
};

const writeOrigins = (rows: readonly StateRow[]): Promise<Buffer> => {
  const columns = new Map<string, Buffer>();
  // Events from before ids followed from the place in the log.
  if (rows.some((row) => row.id !== derivedId(row))) columns.set('ids', textsColumn(rows.map(({ id }) => id)));
  const flows = rows.map(({ flow_id }) => flow_id);
  if (flows.every((flow) => uuid.test(flow))) columns.set('flows', Buffer.from(flows.join('').replaceAll('-', ''), 'hex'));
  else columns.set('flow texts', textsColumn(flows));
  return packColumns(columns);
};

const uuidOf = (hex: string) => [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');

export interface Origins {
  /** Undefined: they follow from the places. */
  ids: string[] | undefined;
  flow_ids: string[];
}

export const readOrigins = (origins: Buffer, count: number): Origins => {
  const columns = unpackColumns(origins);
  const textsOf = (name: string) => {
    const column = columns.get(name);
    return column && readTexts(createByteReader(column), count);
  };
  const flows = columns.get('flows');
  const flow_ids = flows
    ? Array.from({ length: count }, (_, index) => uuidOf(flows.toString('hex', index * flow_bytes, (index + 1) * flow_bytes)))
    : (textsOf('flow texts') ?? []);
  return { ids: textsOf('ids'), flow_ids };
};

/** Of records with the time of their newest value as `occurred_at`, as all are that reports make, nothing is kept beside the record. */
const occurredOf = (data: string): string => {
  const t = (JSON.parse(data) as { t?: unknown } | null)?.t;
  return typeof t === 'string' ? t : '';
};

const writeAll = (rows: readonly StateRow[]): Promise<Buffer> => {
  const columns = writeRecords(rows.map(({ data }) => data));
  if (rows.some(({ data, occurred_at }) => occurredOf(data) !== occurred_at))
    columns.set('occurred', textsColumn(rows.map(({ occurred_at }) => occurred_at)));
  return packColumns(columns);
};

export interface BlockRecords extends Omit<RecordReader, 'times'> {
  occurredAt(): string[];
}

export const openRecords = (records: Buffer, count: number): BlockRecords => {
  const columns = unpackColumns(records);
  const reader = readRecords(columns, count);
  const occurred = columns.get('occurred');
  return {
    ...reader,
    occurredAt: () => (occurred ? readTexts(createByteReader(occurred), count) : reader.times()),
  };
};

export const makeBlock = async (rows: readonly StateRow[]): Promise<BlockBytes> => ({
  places: await writePlaces(rows),
  records: await writeAll(rows),
  origins: await writeOrigins(rows),
});

export interface WholeBlock extends BlockBytes {
  fleet_id: string;
  vehicle_id: string;
  points: number;
}

/** The rows as they lay in the log, in sequence. `of`: places in the block, rising; all without it. */
export const openBlock = (block: WholeBlock, of?: readonly number[]): StateRow[] => {
  const { fleet_id, vehicle_id, points } = block;
  const { sequences, recorded_at } = readPlaces(block.places, points);
  const { ids, flow_ids } = readOrigins(block.origins, points);
  const reader = openRecords(block.records, points);
  const occurred = reader.occurredAt();
  const texts = reader.texts(of);
  return (of ?? sequences.map((_, index) => index)).map((index, place) => {
    const [sequence, recorded] = [sequences[index] ?? 0, recorded_at[index] ?? ''];
    return {
      fleet_id,
      sequence,
      id: ids?.[index] ?? derivedId({ fleet_id, sequence, recorded_at: recorded }),
      type: 'VehicleStateRecorded',
      vehicle_id,
      occurred_at: occurred[index] ?? '',
      recorded_at: recorded,
      flow_id: flow_ids[index] ?? '',
      data: texts[place] ?? '',
    };
  });
};
