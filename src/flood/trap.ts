/**
 * The name of the field that nobody sees and nobody fills in. Programs that fill in forms by themselves fill in every field;
 * no browser and no password manager has anything to put into one of this name.
 */
export const spareName = 'spare';

/** What a script says beside what it sealed, which cannot be read: that the spare field was filled in, that it went fast. */
export const markedName = 'marked';

/** Nobody fills in a whole form in less than this, in ms, from when its page was asked for. */
export const quickMs = 3_000;

/** Nobody reads a page and presses its button in less than this, in ms. */
export const readingMs = 1_000;

/** With fewer answers than this nothing follows from how fast they came: two boxes and *Send* can be quick. */
export const fewAnswers = 3;
