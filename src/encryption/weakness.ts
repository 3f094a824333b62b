import type { Config, Key, SignaturePacket } from 'openpgp';
import type { KeyFaultCode } from './fault.ts';
import type { SealingLibrary } from './library.ts';

/** Later than any signature: a revocation counts whatever the clock says. */
const always = new Date(8_640_000_000_000_000);

/** The feature bit that announces it: RFC 9580 section 5.2.3.32. */
const seipdv2 = 0x08;

/**
 * What a key may not be, whether or not it could encrypt: private, of another version than 4, announcing that it takes
 * SEIPD version 2 (whoever seals to it by the book produces what GnuPG 2.2.40 cannot open: "packet(1) with unknown
 * version 6"), or revoked.
 */
export async function rejectForm(library: SealingLibrary, key: Key): Promise<KeyFaultCode | null> {
  if (key.isPrivate()) return 'private';
  if ([key, ...key.subkeys].some(({ keyPacket }) => keyPacket.version !== 4)) return 'v6';
  const signatures = key.toPacketList().filterByTag(library.enums.packet.signature) as SignaturePacket[];
  if (signatures.some((signature) => ((signature.features?.[0] ?? 0) & seipdv2) !== 0)) return 'seipd2';
  return (await key.isRevoked(undefined, undefined, always)) ? 'revoked' : null;
}

/** Why no subkey of a key can encrypt, its dates aside. */
export async function findWeakness(library: SealingLibrary, key: Key): Promise<KeyFaultCode> {
  const lenient: Config = {
    ...library.config,
    minRSABits: 0,
    rejectPublicKeyAlgorithms: new Set(),
    rejectCurves: new Set(),
  };
  const strongerAsked = await key.getEncryptionKey(undefined, null, undefined, lenient).catch(() => null);
  if (strongerAsked) return 'weak';
  const { encryptCommunication, encryptStorage } = library.enums.keyFlags;
  for (const subkey of key.subkeys) {
    const [binding] = subkey.bindingSignatures;
    const encrypts = ((binding?.keyFlags?.[0] ?? 0) & (encryptCommunication | encryptStorage)) !== 0;
    if (binding && encrypts && (await subkey.isRevoked(binding, subkey.mainKey.keyPacket, always))) return 'revoked';
  }
  const valid = await key.getPrimaryUser(always).then(
    () => true,
    () => false,
  );
  return valid ? 'sign-only' : 'unreadable';
}
