const browsers: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

const nameIn = (names: [RegExp, string][], text: string) => names.find(([pattern]) => pattern.test(text))?.[1];

/** `Firefox · Linux` of what a browser says about itself; undefined for what does not look like one. */
export const browserName = (user_agent: string): string | undefined => {
  const names = [nameIn(browsers, user_agent), nameIn(systems, user_agent)].filter((name) => name !== undefined);
  return names.length > 0 ? names.join(' · ') : undefined;
};
