const usual_path = '/fleet';
const anywhere = 'http://motorpool.invalid';

/** Parts that one does not come back to: sign-in itself, and what is not a page. */
const not_pages = /^\/(login|set-up|api)(\/|$)/;

/**
 * Where to go after sign-in: the given path when it is a page of ours, else the fleet.
 * Browsers read `//host`, `/\host` and paths with tabs or line breaks as other sites, so all of these are refused.
 */
export const safeReturnPath = (from: string | undefined): string => {
  if (!from?.startsWith('/') || from.length > 2000) return usual_path;
  if (!URL.canParse(from, anywhere)) return usual_path;
  const url = new URL(from, anywhere);
  const path = `${url.pathname}${url.search}${url.hash}`;
  const stays = url.origin === anywhere && !path.startsWith('//');
  return stays && !not_pages.test(url.pathname) ? path : usual_path;
};
