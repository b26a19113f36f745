/**
 * The fleet snapshot as bytes: a head of JSON, then the columns one after another, each in the form that suits it (`snapshot/`).
 * Rows are sorted by the telematics unit's id: units bought together have numbers beside each other, and so do their vehicles' models, plates and names.
 * Places are kept to a millionth of a degree, eleven centimetres; everything else exactly.
 */
import type { FleetSnapshot } from './fleet.ts';
import { type ColumnHead, joinBytes, splitBytes, type Written } from './snapshot/column.ts';
import { readDictionary, writeDictionary } from './snapshot/dictionary.ts';
import { readLetters, writeLetters } from './snapshot/letters.ts';
import { readNumbers, writeNumbers } from './snapshot/numbers.ts';
import { readSerials, writeSerials } from './snapshot/serials.ts';
import { readSteps, writeSteps } from './snapshot/steps.ts';
import { readTexts, writeTexts } from './snapshot/texts.ts';

type Columns = FleetSnapshot['columns'];
type Name = keyof Columns;

/** How each column is written, in this order; a column beside which another one is read comes first. */
const forms = {
  id: 'letters',
  telematics_unit_id: 'serials',
  vin: 'texts',
  license_plate: 'texts',
  custom_name: 'texts',
  brand: 'dictionary',
  model: 'dictionary',
  vehicle_type: 'dictionary',
  vehicle_model_id: 'dictionary',
  telematics_brand: 'dictionary',
  capability_set: 'numbers',
  tags: 'dictionary',
  custom_fields: 'dictionary',
  operation_status: 'dictionary',
  rental_status: 'dictionary',
  life_status: 'dictionary',
  last_contact_at: 'instants',
  position_at: 'instants',
  lat: 'degrees',
  lon: 'degrees',
  speed: 'numbers',
  heading: 'numbers',
  energy: 'numbers',
  range: 'numbers',
  mileage: 'numbers',
  central_lock: 'dictionary',
  driving_enabled: 'dictionary',
  ignition: 'dictionary',
  charging: 'dictionary',
  expected_interval_seconds: 'dictionary',
  silence_seconds: 'dictionary',
} as const satisfies Record<Name, string>;
const names = Object.keys(forms) as Name[];

/** What a column mostly resembles: names end as plates do, positions are measured shortly before they are told. */
const beside: Partial<Record<Name, readonly Name[]>> = {
  vin: ['telematics_unit_id'],
  license_plate: ['vin', 'telematics_unit_id'],
  custom_name: ['license_plate', 'telematics_unit_id'],
  position_at: ['last_contact_at'],
};

type Shared = Omit<FleetSnapshot, 'columns'>;
interface Head extends Shared {
  count: number;
  columns: (ColumnHead & { name: Name; form: string; bytes: number })[];
}

const degree_step = 1e6;

/** The first of the columns beside a column that has a value, place by place. */
const besideOf = (name: Name, columns: Partial<Columns>, count: number): (string | null)[] | undefined => {
  const others = beside[name]?.map((other) => columns[other] as (string | null)[]);
  return others && Array.from({ length: count }, (_, index) => others.find((other) => other[index] !== null)?.[index] ?? null);
};

const instantsOf = (column: readonly (string | null)[]) => column.map((instant) => (instant === null ? null : Date.parse(instant)));

const write = (name: Name, columns: Columns): Written & { form: string } => {
  const form = forms[name];
  const column: readonly unknown[] = columns[name];
  const others = besideOf(name, columns, column.length);
  switch (form) {
    case 'dictionary':
      return { form, ...writeDictionary(column) };
    case 'numbers':
      return { form, ...writeNumbers(column as (number | null)[]) };
    case 'degrees':
      return {
        form,
        ...writeSteps((column as (number | null)[]).map((value) => (value === null ? null : Math.round(value * degree_step)))),
      };
    case 'instants':
      return { form, ...writeSteps(instantsOf(column as (string | null)[]), others && instantsOf(others)) };
    case 'serials':
      return { form, ...writeSerials(column as string[]) };
    case 'letters': {
      const letters = writeLetters(column as string[]);
      if (letters) return { form, ...letters };
    }
  }
  return { form: 'texts', ...writeTexts(column as (string | null)[], others ?? []) };
};

const read = (head: Head['columns'][number], body: Uint8Array, columns: Partial<Columns>, count: number): unknown[] => {
  const others = besideOf(head.name, columns, count);
  switch (head.form) {
    case 'dictionary':
      return readDictionary(head, body, count);
    case 'numbers':
      return readNumbers(head, body, count);
    case 'degrees':
      return readSteps(head, body, count).map((whole) => (whole === null ? null : whole / degree_step));
    case 'instants':
      return readSteps(head, body, count, others && instantsOf(others)).map((ms) => (ms === null ? null : new Date(ms).toISOString()));
    case 'serials':
      return readSerials(head, body, count);
    case 'letters':
      return readLetters(head, body, count);
    default:
      return readTexts(head, body, count, others ?? []);
  }
};

const sortRows = (columns: Columns): Columns => {
  const units = columns.telematics_unit_id;
  const order = Array.from(units.keys()).sort((a, b) => ((units[a] ?? '') < (units[b] ?? '') ? -1 : 1));
  const sorted = names.map((name) => [name, order.map((index) => columns[name][index])]);
  return Object.fromEntries(sorted);
};

/** Every instant must be ISO-8601 with milliseconds, as answers are. Rows come back in another order. */
export const encodeSnapshot = ({ columns, ...shared }: FleetSnapshot): Uint8Array<ArrayBuffer> => {
  const sorted = sortRows(columns);
  const written = names.map((name) => ({ name, ...write(name, sorted) }));
  const head: Head = {
    ...shared,
    count: columns.id.length,
    columns: written.map(({ body, ...column }) => ({ ...column, bytes: body.length })),
  };
  const head_bytes = new TextEncoder().encode(JSON.stringify(head));
  const head_length = new Uint8Array(4);
  new DataView(head_length.buffer).setUint32(0, head_bytes.length);
  return joinBytes([head_length, head_bytes, ...written.map(({ body }) => body)]);
};

const readHead = (bytes: Uint8Array): { head: Head; bodies: Uint8Array } => {
  const end = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  return { head: JSON.parse(new TextDecoder().decode(bytes.subarray(4, end))), bodies: bytes.subarray(end) };
};

/** How many vehicles there are, without reading them. */
export const countVehicles = (bytes: Uint8Array): number => readHead(bytes).head.count;

/** Throws for what `encodeSnapshot` did not write. */
export const decodeSnapshot = (bytes: Uint8Array): FleetSnapshot => {
  const { head, bodies } = readHead(bytes);
  const { count, columns: heads, ...shared } = head;
  const columns: Partial<Record<Name, unknown[]>> = {};
  const parts = splitBytes(
    bodies,
    heads.map((column) => column.bytes),
  );
  for (const [index, column] of heads.entries()) {
    const body = parts[index];
    if (body) columns[column.name] = read(column, body, columns as Partial<Columns>, count);
  }
  return { ...shared, columns: columns as unknown as Columns };
};
