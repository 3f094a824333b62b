import { defineMiddleware } from 'astro:middleware';
import { buildSite } from '#build-site';

/** Gives every page the site: on request the server's own, while files are built the one they are built from. */
export const onRequest = defineMiddleware((context, next) => {
  context.locals.site ??= buildSite();
  return next();
});
