export const prerender = true;

/** The same as one file, for a computer without a network. */
export const GET = () => new Response(__READER__.single);
