/**
 * What filters and orders look at, by slot in typed columns beside each other: going through a hundred thousand vehicles then costs
 * no more than reading some arrays. Texts that repeat are held as codes.
 */
import type { FleetRow } from './fleet-row.ts';

const coded_values = {
  status: (row: FleetRow) => row.activity,
  life: (row: FleetRow) => row.life_status,
  operation: (row: FleetRow) => row.operation_status,
  rental: (row: FleetRow) => row.rental_status,
  type: (row: FleetRow) => row.vehicle_type ?? '',
  brand: (row: FleetRow) => row.brand ?? '',
  model: (row: FleetRow) => row.model ?? '',
  unit: (row: FleetRow) => row.telematics_brand,
  lock: (row: FleetRow) => row.central_lock ?? '',
  driving: (row: FleetRow) => (row.driving_enabled === null ? '' : String(row.driving_enabled)),
  freshness: (row: FleetRow) => row.freshness,
} as const satisfies Record<string, (row: FleetRow) => string>;

export type CodedColumn = keyof typeof coded_values;
const coded_columns = Object.keys(coded_values) as CodedColumn[];

const createCodes = (capacity: number) => ({
  codes: new Uint16Array(capacity),
  numbers: new Map<string, number>(),
  values: [] as string[],
});
type Codes = ReturnType<typeof createCodes>;

const most_values = 65_536;

const codeOf = ({ numbers, values }: Codes, value: string): number => {
  const known = numbers.get(value);
  if (known !== undefined) return known;
  // One column of a fleet has never had so many values; what is beyond shares the last code.
  const code = Math.min(values.length, most_values - 1);
  numbers.set(value, code);
  values[code] = value;
  return code;
};

const createNumbers = (capacity: number) => ({
  energy: new Float64Array(capacity).fill(Number.NaN),
  range: new Float64Array(capacity).fill(Number.NaN),
  mileage: new Float64Array(capacity).fill(Number.NaN),
  lat: new Float64Array(capacity).fill(Number.NaN),
  lon: new Float64Array(capacity).fill(Number.NaN),
  contact_ms: new Float64Array(capacity).fill(Number.NaN),
});

const longer = <A extends Uint8Array | Uint16Array | Float64Array>(from: A, to: A): A => {
  to.set(from);
  return to;
};

const none: readonly string[] = [];
const no_fields: Readonly<Record<string, string>> = {};

export const createFleetColumns = (rows: readonly (FleetRow | undefined)[]) => {
  let capacity = Math.max(rows.length, 16);
  let present = new Uint8Array(capacity);
  let numbers = createNumbers(capacity);
  const coded = Object.fromEntries(coded_columns.map((name) => [name, createCodes(capacity)])) as Record<CodedColumn, Codes>;
  const search: string[] = [];
  const tags: (readonly string[])[] = [];
  const capabilities: (readonly string[])[] = [];
  const fields: Readonly<Record<string, string>>[] = [];
  let length = 0;

  const grow = () => {
    capacity *= 2;
    present = longer(present, new Uint8Array(capacity));
    const more = createNumbers(capacity);
    for (const name of Object.keys(more) as (keyof typeof more)[]) more[name].set(numbers[name]);
    numbers = more;
    for (const name of coded_columns) coded[name].codes = longer(coded[name].codes, new Uint16Array(capacity));
  };

  const put = (slot: number, row: FleetRow | undefined): void => {
    while (slot >= capacity) grow();
    length = Math.max(length, slot + 1);
    present[slot] = row ? 1 : 0;
    search[slot] = row?.search_text ?? '';
    tags[slot] = row?.tags ?? none;
    capabilities[slot] = row?.capabilities ?? none;
    fields[slot] = row?.custom_fields ?? no_fields;
    if (!row) return;
    numbers.energy[slot] = row.energy ?? Number.NaN;
    numbers.range[slot] = row.range ?? Number.NaN;
    numbers.mileage[slot] = row.mileage ?? Number.NaN;
    numbers.lat[slot] = row.lat ?? Number.NaN;
    numbers.lon[slot] = row.lon ?? Number.NaN;
    numbers.contact_ms[slot] = row.last_contact_ms ?? Number.NaN;
    for (const name of coded_columns) coded[name].codes[slot] = codeOf(coded[name], coded_values[name](row));
  };

  for (const [slot, row] of rows.entries()) put(slot, row);

  return {
    put,
    length: (): number => length,
    /** 1 where a vehicle is. This and the other columns are good until the next `put`. */
    present: (): Uint8Array => present,
    numbers: (): ReturnType<typeof createNumbers> => numbers,
    codes: (name: CodedColumn): Uint16Array => coded[name].codes,
    /** The values of a column by their codes. */
    values: (name: CodedColumn): readonly string[] => coded[name].values,
    search,
    tags,
    capabilities,
    fields,
  };
};

export type FleetColumns = ReturnType<typeof createFleetColumns>;
