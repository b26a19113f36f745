import { createHash } from 'node:crypto';
import type { Hono } from 'hono';
import { z } from 'zod';
import { asyncApiDocument } from '#lib/contract/asyncapi.ts';
import { discoveryDocument, jwksDocument } from '#lib/contract/discovery.ts';
import { openApiDocument } from '#lib/contract/openapi.ts';
import type { App } from '#server/app.ts';
import { parseInput } from '#server/services/parse-input.ts';
import { answer } from './answer.ts';
import { type Environment, type RestContext, requestHeader, tell } from './environment.ts';

const makers: Record<string, (place: { app_url: string }) => object> = {
  '/openapi.json': openApiDocument,
  '/asyncapi.json': asyncApiDocument,
  '/auth/.well-known/openid-configuration': discoveryDocument,
  '/auth/jwks.json': jwksDocument,
};

const seal = (document: object) => {
  const text = JSON.stringify(document);
  return { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` };
};

const isKnown = (if_none_match: string | undefined, etag: string): boolean =>
  (if_none_match ?? '').split(',').some((tag) => [etag, '*'].includes(tag.trim().replace(/^W\//, '')));

/** Serves the descriptions of the API to anyone; each is made once, at the first request. Returns the paths. */
export const addDocuments = (app: App, rest: Hono<Environment>): string[] => {
  for (const [path, make] of Object.entries(makers)) {
    let sealed: ReturnType<typeof seal> | undefined;
    rest.get(path, (context: RestContext) => {
      parseInput('The query', z.strictObject({}), context.req.query());
      sealed ??= seal(make(app.config));
      tell(context, 'etag', sealed.etag);
      tell(context, 'cache-control', 'public, no-cache');
      if (isKnown(requestHeader(context, 'if-none-match'), sealed.etag)) return answer(context, 304);
      return answer(context, 200, sealed.text, 'application/json; charset=utf-8');
    });
  }
  return Object.keys(makers);
};
