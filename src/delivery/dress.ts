import MimeNode from 'nodemailer/lib/mime-node';

/** The headers of a mail, as nodemailer takes them. */
export type Headers = Record<string, string | Date | { name: string; address: string }>;

/** What a sealed mail is made of beside its form. `body` is text in ASCII with lines that mail allows. */
export type Dress = { headers: Headers; boundary: string; reference: string; body: string };

/** Stands in for the body while the mail is built, a text that no setting holds. */
const place = '=the=sealed=body=goes=here=';
const encodedPlace = Buffer.from(place).toString('base64');

/** From this size on, in signs, a body is put in as bytes. */
const largeBody = 512 * 1024;

/** A mail of a type that reads no file and fetches nothing. */
export const startMail = (type: string, headers: Headers, baseBoundary: string): MimeNode =>
  new MimeNode(type, { baseBoundary, newline: 'win', disableFileAccess: true, disableUrlAccess: true }).setHeader(
    headers as Record<string, string>,
  );

/** PGP/MIME (RFC 3156 section 4). */
export function dressPgpMime({ headers, boundary, body }: Dress): Promise<string | Buffer> {
  const mail = startMail('multipart/encrypted; protocol="application/pgp-encrypted"', headers, boundary);
  // 7bit said aloud: nodemailer would encode these parts as base64, and some clients look for the literal text.
  const version = mail.createChild('application/pgp-encrypted');
  version.setHeader('Content-Transfer-Encoding', '7bit').setContent('Version: 1\n');
  const sealed = mail.createChild('application/octet-stream; name="encrypted.asc"');
  sealed.setHeader('Content-Transfer-Encoding', '7bit');
  sealed.setHeader('Content-Disposition', 'inline; filename="encrypted.asc"').setContent(place);
  return putIn(mail, body, place);
}

/**
 * An ordinary mail with fixed words and the sealed message as one file, which any mail program shows, saves and leaves as
 * it is. The file is the armour: what GnuPG and the page that opens messages read.
 * @param reader address of that page
 */
export function dressAttachment({ headers, boundary, reference, body }: Dress, reader: string | null) {
  const file = `${reference}.pgp`;
  const mail = startMail('multipart/mixed', headers, boundary);
  const words = mail.createChild('text/plain; charset=utf-8');
  words.setHeader('Content-Transfer-Encoding', '7bit').setContent(explain(file, reader));
  const sealed = mail.createChild(`application/octet-stream; name="${file}"`);
  sealed.setHeader('Content-Transfer-Encoding', '7bit');
  sealed.setHeader('Content-Disposition', `attachment; filename="${file}"`).setContent(place);
  return putIn(mail, body, place);
}

const explain = (file: string, reader: string | null) =>
  [
    'A sealed message is attached. Only the key of your team opens it.',
    '',
    `1. Save the file ${file}.`,
    ...(reader === null
      ? ['2. Open it with Gpg4win or with gpg --decrypt.']
      : [
          `2. Open this page: ${reader}`,
          '3. Choose the file and the file with your key.',
          '   Neither leaves your computer.',
          '',
          'Without the page, Gpg4win or gpg --decrypt open the file too.',
        ]),
    '',
    'Delete the saved file when it is in your records.',
    'An answer to this mail reaches nobody.',
    '',
  ].join('\n');

/** S/MIME (RFC 8551 section 3.3): enveloped data, the message inside. */
export function dressSmime({ headers, boundary, body }: Dress): Promise<string | Buffer> {
  const mail = startMail('application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"', headers, boundary);
  mail.setHeader('Content-Transfer-Encoding', 'base64');
  mail.setHeader('Content-Disposition', 'attachment; filename="smime.p7m"').setContent(place);
  return putIn(mail, body, encodedPlace);
}

/** Puts the body in afterwards: through nodemailer's streams a message with papers would take five times its size. */
async function putIn(mail: MimeNode, body: string, stand: string): Promise<string | Buffer> {
  const [head = '', tail = ''] = (await mail.build()).toString('latin1').split(stand);
  return body.length > largeBody ? joinBytes(head, body, tail) : head + body.replace(/\r?\n/g, '\r\n') + tail;
}

/** The same as bytes, written once: texts of 19 MB are there several times before they are one. */
function joinBytes(head: string, body: string, tail: string): Buffer {
  // Every line may gain a sign; lines have 60 and more.
  const bytes = Buffer.allocUnsafeSlow(head.length + tail.length + body.length + Math.ceil(body.length / 30));
  let at = bytes.write(head, 'latin1');
  for (let from = 0; from < body.length; from += 1) {
    const sign = body.charCodeAt(from);
    if (sign === 0x0a && body.charCodeAt(from - 1) !== 0x0d) {
      bytes[at] = 0x0d;
      at += 1;
    }
    bytes[at] = sign;
    at += 1;
  }
  at += bytes.write(tail, at, 'latin1');
  return bytes.subarray(0, at);
}
