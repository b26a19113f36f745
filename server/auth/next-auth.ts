/** The one module that knows next-auth. Its token carries the id of our session row and nothing else; the row decides on each request. */
import type { NextAuthOptions } from 'next-auth';
import { decode } from 'next-auth/jwt';
import CredentialsProvider from 'next-auth/providers/credentials';
import { type App, sharedApp } from '#server/app.ts';
import { readSessionKey } from '#server/auth/keys.ts';
import { dataPaths } from '#server/config.ts';
import { sessionCookie } from './session-cookie.ts';
import { session_lifetime_ms, signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';

const session_keys = new WeakMap<App, string>();
const getSessionKey = (app: App): string => {
  const known = session_keys.get(app) ?? readSessionKey(dataPaths(app.config.data_dir).keys);
  session_keys.set(app, known);
  return known;
};

const refusals = { too_many: 'TooManyAttempts', code_needed: 'CodeNeeded', wrong_code: 'WrongCode' } as const;

type Headers = Record<string, string | undefined> | undefined;

export const createAuthOptions = (): NextAuthOptions => {
  const app = sharedApp();
  return {
    secret: getSessionKey(app),
    session: { strategy: 'jwt', maxAge: session_lifetime_ms / 1000 },
    cookies: { sessionToken: sessionCookie(app.config.app_url) },
    pages: { signIn: '/login', error: '/login' },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {}, code: {} },
        authorize: async (given, request) => {
          const headers = request?.headers as Headers;
          const result = await signIn(app, {
            email: given?.email ?? '',
            password: given?.password ?? '',
            code: given?.code,
            address: headers?.['x-real-ip'] ?? '',
            user_agent: headers?.['user-agent'] ?? '',
          });
          if (result.ok) return { id: result.session_id };
          if (result.reason !== 'wrong') throw new Error(refusals[result.reason]);
          return null;
        },
      }),
    ],
    callbacks: {
      // `user` is there at sign-in alone: its id is the session row's.
      jwt: ({ token, user }) => (user ? { session_id: user.id } : { session_id: token.session_id }),
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signOut: async ({ token }) => {
        const session_id = token?.session_id;
        if (typeof session_id === 'string') await signOut(app, session_id);
      },
    },
  };
};

/** Id of the session row in a sign-in cookie; undefined for anything that we did not sign. */
export const sessionIdOf = async (app: App, cookie_value: string): Promise<string | undefined> => {
  const token = await decode({ token: cookie_value, secret: getSessionKey(app) }).catch(() => null);
  return typeof token?.session_id === 'string' ? token.session_id : undefined;
};
