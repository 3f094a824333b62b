export const prerender = true;

/** The contact's page for opening messages: it brings its own policy, and is no part of what the public is led to. */
export const GET = () => new Response(__READER__.page);
