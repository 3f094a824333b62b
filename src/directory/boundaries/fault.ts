/** What can be wrong with a file of boundaries. */
export type BoundaryCode =
  | 'not-found'
  | 'too-large'
  | 'not-json'
  | 'not-geojson'
  | 'no-features'
  | 'codes-missing'
  | 'bad-shape';

/** A file of boundaries that cannot be used; the message says why and what to do, for somebody who does not program. */
export class BoundaryError extends Error {
  readonly code: BoundaryCode;
  constructor(code: BoundaryCode, message: string) {
    super(message);
    this.name = 'BoundaryError';
    this.code = code;
  }
}
