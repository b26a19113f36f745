import NextAuth from 'next-auth';
import { createAuthOptions } from '#server/auth/next-auth.ts';

type Context = { params: Promise<{ nextauth: string[] }> };

const handler = (request: Request, context: Context) => NextAuth(createAuthOptions())(request, context);

export { handler as GET, handler as POST };
