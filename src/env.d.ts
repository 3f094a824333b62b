/// <reference types="astro/client" />

/** What the build is made for, put in by the build. */
declare const __BUILD_OPTIONS__: import('#config').BuildOptions;
/** The inline script of the exit, put in by the build. */
declare const __EXIT_SCRIPT__: string;
/** The page for opening messages, put in by the build. */
declare const __READER__: import('#build-reader').BuiltReader;

declare namespace App {
  interface Locals {
    /** The county's site, its languages and their words. */
    site: import('#directory/site.ts').Site;
    /** Where answers come in; absent while files are built, when there is nobody to answer. */
    intake: import('#submissions/intake.ts').Intake;
    /** The county's directory of today. */
    directory: () => import('#directory/directory.ts').Directory;
    /** Courses as they are now, and bookings by their own links. */
    training: import('#training/view.ts').Training;
    /** How the request came: whether there is room for papers, and a name of whoever sends. */
    arrival: import('#submissions/intake.ts').Arrival;
    /** Reads a small posted choice, such as the finder's. */
    readFields: (request: Request) => Promise<import('#submissions/body.ts').Body>;
    /** Takes a code that the contact types back. Throws `DatabaseFault`. */
    acknowledge: (typed: string) => Promise<import('#watch/acknowledge.ts').Acknowledged>;
    /** What the person can be promised at this moment. */
    promise: import('#server/promise.ts').PromiseReading;
  }
}
