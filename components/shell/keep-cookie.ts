const year_seconds = 31_536_000;

/** Keeps a choice of the person's in this browser, so that the server renders the next page by it. */
export const keepCookie = (name: string, value: string): void => {
  const secure = location.protocol === 'https:' ? '; secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store API is missing in Firefox before 140 and over plain http
  document.cookie = `${name}=${value}; path=/; max-age=${year_seconds}; samesite=lax${secure}`;
};
