/** A command that cannot be carried out; the message says why, to the organiser. */
export class TrainingFault extends Error {
  readonly code = 'training-command';
}
