/**
 * What a command could not do, in one line for the person at the terminal. `exit` 1: it was done and the answer is no
 * (a bad key, a message that does not open); 2: it was asked for wrongly, or a file could not be read or written.
 */
export class SpocFault extends Error {
  readonly exit: 1 | 2;
  constructor(exit: 1 | 2, message: string) {
    super(message);
    this.name = 'SpocFault';
    this.exit = exit;
  }
}
