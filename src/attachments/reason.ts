/**
 * Why a file is not taken. `empty`: it has no bytes; `too-large`, `too-many`: the limits; `kind`: a kind that is not
 * taken; `mismatch`: it is not what its name says; `damaged`: it cannot be read through; `locked`: with a password;
 * `macros`, `active`: it holds programs, or does something by itself or fetches something when it is opened;
 * `unfolds`: it is small and unfolds into far more.
 */
export type FileReason =
  | 'empty'
  | 'too-large'
  | 'too-many'
  | 'kind'
  | 'mismatch'
  | 'damaged'
  | 'locked'
  | 'macros'
  | 'active'
  | 'unfolds';

/** How many bytes may still be unfolded while files are looked into. Counted down. */
export type Budget = { left: number };
