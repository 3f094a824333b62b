/**
 * What a name server answers to a query (RFC 1035 4): the texts of its name, each cut into strings of 100 signs as real
 * ones are, the hosts for mail, or that there is no such name.
 */
export function answerQuery(query: Buffer, texts: Record<string, string[]>, hosts: string[]): Buffer {
  const [name, end] = readName(query, 12);
  const type = query.readUInt16BE(end);
  const found = texts[name.toLowerCase()];
  const answers =
    type === 16
      ? (found ?? []).map((text) => Buffer.concat((text.match(/.{1,100}/g) ?? []).map(writeString)))
      : type === 15 && found
        ? hosts.map((host) =>
            Buffer.concat([Buffer.from([0, 10]), ...host.split('.').map(writeString), Buffer.from([0])]),
          )
        : [];
  const header = Buffer.alloc(12);
  query.copy(header, 0, 0, 2);
  header.writeUInt16BE(found ? 0x8180 : 0x8183, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(answers.length, 6);
  const records = answers.map((data) => {
    const record = Buffer.alloc(12);
    record.writeUInt16BE(0xc00c, 0);
    record.writeUInt16BE(type, 2);
    record.writeUInt16BE(1, 4);
    record.writeUInt32BE(60, 6);
    record.writeUInt16BE(data.length, 10);
    return Buffer.concat([record, data]);
  });
  return Buffer.concat([header, query.subarray(12, end + 4), ...records]);
}

function readName(query: Buffer, from: number): [string, number] {
  const labels: string[] = [];
  let at = from;
  while (query[at]) {
    const length = query[at] ?? 0;
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return [labels.join('.'), at + 1];
}

const writeString = (text: string) => Buffer.concat([Buffer.from([text.length]), Buffer.from(text, 'latin1')]);
