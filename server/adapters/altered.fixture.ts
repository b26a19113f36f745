/** The same object with some of its methods replaced; the others go on to work on the original, whatever it is made of. */
export const altered = <T extends object>(original: T, changes: Partial<T>): T =>
  new Proxy(original, {
    get: (target, name) => {
      const value: unknown = Reflect.get(name in changes ? changes : target, name);
      return typeof value === 'function' && !(name in changes) ? value.bind(target) : value;
    },
  });
