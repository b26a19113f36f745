import type { Transform } from '#lib/domain/vendor-profile.ts';
import { looseBoolean, looseNumber, positionOf, scaled } from '../loose-values.ts';
import { findAll, findOne } from './pointer.ts';

const member = (value: unknown, name: string): unknown => findOne(value, `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);

const mean = (numbers: number[]): number | undefined =>
  numbers.length === 0 ? undefined : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

/** First pointer with a usable position; the vendor spells the field in two ways. */
const firstPosition = (data: unknown, pointers: string[]) =>
  pointers
    .flatMap((pointer) => findAll(data, pointer))
    .map((entry) => positionOf(member(entry, 'lat'), member(entry, 'lng')))
    .find((position) => position !== undefined);

const fiveSteps = (value: number | undefined): number | undefined =>
  value === undefined || value < 0 ? undefined : Math.min(5, Math.floor(value / 6));

/** Applies one transform of the fixed list. Undefined when the source is missing or unreadable. */
export const applyTransform = (data: unknown, transform: Transform): unknown => {
  switch (transform.as) {
    case 'latlng':
      return firstPosition(data, transform.first);
    case 'mean': {
      const { where, pick } = transform;
      const counted = findAll(data, transform.each).filter((entry) => where === undefined || looseBoolean(member(entry, where)) === true);
      return mean(counted.map((entry) => looseNumber(member(entry, pick))).filter((number) => number !== undefined));
    }
    case 'number':
      return looseNumber(findOne(data, transform.from));
    case 'scale':
      return scaled(looseNumber(findOne(data, transform.from)), transform.factor);
    case 'div6':
      return fiveSteps(looseNumber(findOne(data, transform.from)));
    case 'bool01':
      return looseBoolean(findOne(data, transform.from));
    case 'enum': {
      const key = String(findOne(data, transform.from));
      return Object.hasOwn(transform.values, key) ? transform.values[key] : undefined;
    }
  }
};
