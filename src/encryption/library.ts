type Library = typeof import('openpgp');

/**
 * What sealing needs of OpenPGP.js. The library is handed in: the server gives `openpgp`, the browser the same names
 * from `openpgp/lightweight` (named imports, so that the bundler drops the rest).
 */
export type SealingLibrary = Pick<
  Library,
  | 'armor'
  | 'config'
  | 'createMessage'
  | 'encrypt'
  | 'encryptSessionKey'
  | 'enums'
  | 'readKeys'
  | 'readMessage'
  | 'unarmor'
>;

/** What opening a message and making keys need besides. */
export type OpenPgp = SealingLibrary & Pick<Library, 'decrypt' | 'decryptKey' | 'generateKey' | 'readPrivateKey'>;
