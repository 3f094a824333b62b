/** The date of the privacy page's words, recorded in every message. The page's `updated` is held to it by a test. */
export const privacyVersion = '2026-11-22';
