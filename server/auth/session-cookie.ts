/** Name and attributes of the sign-in cookie: bound to this host alone where HTTPS allows it, never sent from other sites. */
export const sessionCookie = (app_url: string) => {
  const secure = app_url.startsWith('https:');
  return {
    name: `${secure ? '__Host-' : ''}motorpool.session-token`,
    options: { httpOnly: true, sameSite: 'strict' as const, path: '/', secure },
  };
};
