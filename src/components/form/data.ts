import type { PaperFault } from '#attachments/papers.ts';
import type { Answers, ContactId, Issue, Level, LineGroup, Lists, Rules } from '#forms/define.ts';
import type { ErrorWords, FormWords } from '#forms/words.ts';
import type { Words } from '#i18n/translator.ts';
import type { Chrome } from '../site/chrome.ts';

/** A line to ring, as a form shows it. */
export type Line = { name: string; number: string; hours: string; lang: string };

/** What a referral does not replace, each duty with the county's own service where one is known, and its confirmed number. */
export type Routes = {
  heading: string;
  danger: string;
  duties: { text: string; to: { name: string; lang: string; number: string | null } | null }[];
};

/** Words on papers. */
export type PaperWords = Pick<Words['form'], Extract<keyof Words['form'], `paper${string}`>>;

/** What a form page is laid out from: once on the server and again in the browser. Data only, no functions. */
export type PageData = {
  form: string;
  chrome: Chrome;
  /** Where the form is, in this language. */
  action: string;
  words: FormWords;
  /** The words of every form: those on papers and on routes are with the forms that show them. */
  ui: Omit<Words['form'], Extract<keyof Words['form'], `paper${string}` | `route${string}`>>;
  /** Null where a form takes no papers. */
  paperWords: PaperWords | null;
  errors: ErrorWords;
  lists: Lists;
  lines: Record<Exclude<LineGroup, 'routes'>, Line[]>;
  /** Null where a form shows none. */
  routes: Routes | null;
  /** In how many working days somebody who was referred hears first, by risk; null: nothing is promised. */
  responses: Record<Level, number | null>;
  rules: Rules;
  /** What papers may be added on the check page: most bytes of all, how many, and the kinds for an input; null: none. */
  papers: { bytes: number; count: number; accept: string } | null;
  /** What a message is written with besides the English words, which come with the sealing code. */
  writing: {
    languageName: string;
    /** `https://host` of the site, where it is known. */
    origin: string | null;
    subject: string;
    markUrgent: boolean;
    /** Contacts whose messages only the server can seal: there is no key to fetch. */
    serverSeals: ContactId[];
  };
};

/** Where the person is in the form. */
export type Place = {
  page: string;
  answers: Answers;
  issues: Issue[];
  returning: boolean;
  notice: 'expired' | 'not-sent' | 'offline' | 'emptied' | 'busy' | 'again' | null;
  /** What was wrong with papers, and whether they are gone and have to be chosen again. */
  papers?: { faults: PaperFault[]; again: boolean };
  /** Steps laid out, the shown one among them. Without a script it is that one alone. */
  visited: string[];
  /** The sealed draft and the id, without a script. */
  draft: string;
  id: string;
};

/** Whether something is being sent, and whether that takes longer than usual. */
export type Sending = 'no' | 'yes' | 'still';

/** The papers chosen so far, which only a script can hold, and what the person does with them. */
export type Chosen = {
  names: string[];
  choose: (input: HTMLInputElement) => void;
  drop: (index: number) => void;
  /** Puts what is held into an input that is laid out anew. */
  fill: (input: HTMLInputElement) => void;
};

/** What only a page with a script can do: show the person's spelling help, uncover a page that was left idle, hold papers. */
export type Scripted = {
  spelling: boolean;
  switchSpelling: () => void;
  idle: boolean;
  uncover: () => void;
  papers: Chosen;
};

/** What the page says once the message is kept. Times are texts already, in the person's language. */
export type SentData = {
  /** They come with the answer to *Send*, since nobody can reach the thanks without it. */
  words: Words['sent'];
  reference: string;
  known: boolean;
  /** Whether a receipt goes to the professional who asked for one. */
  written: 'sent' | 'not-listed' | null;
  /** When it is read, or null where nothing can be promised. */
  reading: string | null;
  /** Whether a place was taken, or one on the waiting list; absent where there was none to take. */
  place?: 'booked' | 'waiting';
  /** How many papers went with it. */
  papers?: number;
};
