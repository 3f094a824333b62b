export const prerender = true;

/** What `sha256sum --check` reads. */
export const GET = () => new Response(`${__READER__.sha256}  reader.html\n`);
