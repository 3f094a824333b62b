import type { PrivateKey } from 'openpgp';
import { OpenFault } from './fault.ts';
import type { OpenPgp } from './library.ts';

/** Messages are never compressed by us; a hostile one must not unfold into more memory than this. */
const maxInflatedBytes = 16 * 1024 * 1024;

/**
 * Reads an armoured private key, unlocked with its passphrase if it has one. Throws `OpenFault`: `private-key` if it
 * cannot be read, `passphrase` if that is missing or wrong.
 */
export async function readPrivateKey(library: OpenPgp, armoured: string, passphrase?: string): Promise<PrivateKey> {
  const privateKey = await library.readPrivateKey({ armoredKey: armoured.trim() }).catch(() => {
    throw new OpenFault('private-key');
  });
  if (privateKey.isDecrypted()) return privateKey;
  if (!passphrase) throw new OpenFault('passphrase');
  return library.decryptKey({ privateKey, passphrase }).catch(() => {
    throw new OpenFault('passphrase');
  });
}

/**
 * Opens an armoured message and answers the bytes that were sealed. Throws `OpenFault`: `not-sealed`, `wrong-key`, or
 * `damaged` if it was changed or cut short after it was sealed. The key may have expired since.
 */
export async function open(library: OpenPgp, armoured: string, privateKey: PrivateKey): Promise<Uint8Array> {
  const message = await library.readMessage({ armoredMessage: armoured }).catch(() => {
    throw new OpenFault(armoured.includes('-----BEGIN PGP MESSAGE-----') ? 'damaged' : 'not-sealed');
  });
  const recipients = message.getEncryptionKeyIDs();
  const { symEncryptedIntegrityProtectedData } = library.enums.packet;
  if (message.packets.indexOfTag(symEncryptedIntegrityProtectedData).length === 0) throw new OpenFault('not-sealed');
  const own = privateKey.getKeyIDs();
  if (!recipients.some((recipient) => own.some((id) => id.equals(recipient, true)))) throw new OpenFault('wrong-key');
  const config = { maxDecompressedMessageSize: maxInflatedBytes };
  const opened = await library.decrypt({ message, decryptionKeys: privateKey, format: 'binary', config }).catch(() => {
    throw new OpenFault('damaged');
  });
  return opened.data as Uint8Array;
}
