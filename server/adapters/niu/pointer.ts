const decodeStep = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');

const childrenOf = (value: unknown, step: string): unknown[] => {
  if (typeof value !== 'object' || value === null) return [];
  if (step === '*') return Object.values(value);
  return Object.hasOwn(value, step) ? [(value as Record<string, unknown>)[step]] : [];
};

/** Every value that a JSON Pointer names, `*` standing for each member of an object or array. The empty pointer names the whole. */
export const findAll = (value: unknown, pointer: string): unknown[] =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown[]>((found, step) => found.flatMap((entry) => childrenOf(entry, decodeStep(step))), [value]);

export const findOne = (value: unknown, pointer: string): unknown => findAll(value, pointer)[0];
