/**
 * Whether a write with a sign-in cookie comes from a page of this installation. A browser sends the cookie whoever asked, so `Origin` is mandatory;
 * `Sec-Fetch-Site` counts where the browser tells it. `X-Forwarded-Host` and `Host` are the client's words and count for nothing.
 */
export const isOwnPage = (app_url: string, headers: { get(name: string): string | null }): boolean => {
  const site = headers.get('sec-fetch-site');
  return headers.get('origin') === new URL(app_url).origin && (site === null || site === 'same-origin');
};
