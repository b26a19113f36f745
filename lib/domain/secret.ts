/**
 * A value that must never be printed, logged, serialised or shown. Only `reveal` gives it, and only the place that needs it calls that.
 */
const mark = '[secret]';
const brand = Symbol.for('motorpool.secret');

export class Secret {
  readonly [brand] = true;
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return mark;
  }

  toJSON(): string {
    return mark;
  }

  [Symbol.toPrimitive](): string {
    return mark;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return mark;
  }

  /** By brand, since Next bundles copies of this class. */
  static is(value: unknown): value is Secret {
    return typeof value === 'object' && value !== null && brand in value;
  }
}
