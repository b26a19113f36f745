/** Numbers that vehicles and units carry, in the form their makers use; none of them belongs to anyone. */
import { pick, type Random, wholeBetween } from './random.ts';

const digits = '0123456789';
const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const vin_letters = 'ABCDEFGHJKLMNPRSTUVWXYZ';

const draw = (random: Random, alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');

/** Luhn check digit, the fifteenth of an IMEI (3GPP TS 23.003, annex B). */
export const imeiCheckDigit = (first_14: string): string => {
  const sum = [...first_14].reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return String((10 - (sum % 10)) % 10);
};

export const drawImei = (random: Random, type_allocation: string): string => {
  const first_14 = type_allocation + draw(random, digits, 14 - type_allocation.length);
  return first_14 + imeiCheckDigit(first_14);
};

export const drawHex = (random: Random, length: number): string => draw(random, '0123456789ABCDEF', length);
export const drawSerial = (random: Random, prefix: string, length: number): string =>
  prefix + draw(random, capitals + digits, length - prefix.length);

/** ISO 3779 letters in the values of the North American check digit (49 CFR 565.15). */
const letter_values: Record<string, number> = Object.fromEntries(
  [...'ABCDEFGH', ...'JKLMN', 'P', 'R', ...'STUVWXYZ'].map((letter, index) => [
    letter,
    [1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 7, 9, 2, 3, 4, 5, 6, 7, 8, 9][index] ?? 0,
  ]),
);
const vin_weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/** The ninth character that makes a VIN of 17 characters valid. */
export const vinCheckCharacter = (vin: string): string => {
  const rest = [...vin].reduce((sum, sign, index) => sum + (letter_values[sign] ?? Number(sign)) * (vin_weights[index] ?? 0), 0) % 11;
  return rest === 10 ? 'X' : String(rest);
};

/** A VIN with a valid check character; `maker` is the world manufacturer identifier of three characters. */
export const drawVin = (random: Random, maker: string): string => {
  const front = maker + draw(random, vin_letters + digits, 5);
  const back = draw(random, vin_letters, 2) + draw(random, digits, 6);
  return front + vinCheckCharacter(`${front}0${back}`) + back;
};

/** Montevideo's cars: S and two letters, four digits; its motorcycles: three letters, three digits. */
export const drawCarPlate = (random: Random): string =>
  `S${draw(random, 'ABCDEFGHKLMNPRSTUV', 1)}${draw(random, vin_letters, 1)} ${wholeBetween(random, 1000, 9999)}`;
export const drawMopedPlate = (random: Random): string => `U${draw(random, vin_letters, 2)} ${wholeBetween(random, 100, 999)}`;

/** Draws until the value is new, and remembers it. */
export const drawUnique = (used: Set<string>, drawOne: () => string): string => {
  for (let attempt = 0; attempt < 1000; attempt += 1) {
    const value = drawOne();
    if (!used.has(value)) {
      used.add(value);
      return value;
    }
  }
  throw new RangeError('No unused value left');
};

const maker_codes: Record<string, string> = {
  Volkswagen: 'WVW',
  Renault: 'VF1',
  Peugeot: 'VF3',
  Citroën: 'VF7',
  Fiat: 'ZFA',
  Opel: 'W0L',
  Toyota: 'JTD',
  Nissan: 'JN1',
  Hyundai: 'KMH',
  Kia: 'KNA',
  BYD: 'LGX',
  Ford: 'WF0',
  Mercedes: 'WDF',
  'Mercedes-Benz': 'WDF',
  NIU: 'R1N',
};
/** Makers that are not listed get a code from the range of the first letter L. */
export const makerCode = (vehicle_brand: string): string => maker_codes[vehicle_brand] ?? 'LZZ';

export const pickColor = (random: Random): string => pick(random, ['white', 'white', 'silver', 'grey', 'black', 'blue', 'red', 'green']);
