import { type Headers, startMail } from './dress.ts';

const eightBit = 'Content-Transfer-Encoding: 8bit\r\n';

/**
 * A message that goes open, over TLS alone: the entity itself under the headers of the mail. Its 8-bit text becomes
 * base64 of the same bytes, because not every relay takes 8-bit mail (RFC 6152) and no reader sees a difference. The
 * entity's own subject is left out: the outer one says the same.
 * @param entity its bytes, one a sign
 */
export async function composeOpen(headers: Headers, entity: string): Promise<Buffer> {
  const end = entity.indexOf('\r\n\r\n');
  const type = entity
    .slice(0, end)
    .split('\r\n')
    .find((line) => line.startsWith('Content-Type: '));
  const boundary = /boundary="([^"]+)"/.exec(type ?? '')?.[1];
  if (!type || !boundary) throw new Error('A message has no type.');
  const outer = startMail('text/plain', headers, boundary)
    .buildHeaders()
    .split('\r\n')
    .filter((line) => !/^(Content-|MIME-Version)/i.test(line));
  const head = [...outer.filter(Boolean), type, 'MIME-Version: 1.0', '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head, 'latin1'), ...inSevenBits(entity.slice(end + 4), boundary)]);
}

function inSevenBits(body: string, boundary: string): Buffer[] {
  const at = body.indexOf(eightBit);
  const start = body.indexOf('\r\n\r\n', at) + 4;
  const stop = body.indexOf(`\r\n--${boundary}`, start);
  if (at < 0 || start < 4 || stop < 0) return [Buffer.from(body, 'latin1')];
  const encoded = Buffer.from(body.slice(start, stop), 'latin1').toString('base64');
  const head = body.slice(0, start).replace(eightBit, 'Content-Transfer-Encoding: base64\r\n');
  return [
    Buffer.from(head, 'latin1'),
    Buffer.from(encoded.replace(/.{76}/g, '$&\r\n'), 'latin1'),
    Buffer.from(body.slice(stop), 'latin1'),
  ];
}
