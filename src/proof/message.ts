/** What a test message is made of. `picture` is the address of one that a program must not fetch by itself. */
export type TestMessage = { subject: string; code: string; fingerprint: string | null; picture: string };

const paragraphs = ({ code, fingerprint }: TestMessage) => [
  'This message shows that your team can open what the website will send.',
  ...(fingerprint ? [`It is sealed to the key ${fingerprint} alone.`] : []),
  `Code: ${code}`,
  'Tell this code to whoever runs the website, by telephone or in person. It stands nowhere else.',
  'Please look at two more things. These words should be readable: zażółć, অসমীয়া, اردو, 中文. And there should be no red square below: if there is one, your program has fetched it from the website by itself. Turn off "remote content" or "automatic download of pictures" in its settings, then tell whoever runs the website. If it says that it held a picture back, all is well.',
  'The page and the command that open messages warn of this one: it is none of a form, and has a part in HTML, which the website never writes otherwise. That is right here, because it is a test.',
];

const html = (message: TestMessage) =>
  [
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Test</title></head><body>',
    ...paragraphs(message).map((text) => `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`),
    `<p><img src="${message.picture}" width="64" height="64" alt=""></p></body></html>`,
    '',
  ].join('\n');

/**
 * The entity that is sealed to show that a contact can open messages: words with the code, and beside them the same in
 * HTML with a picture from elsewhere, as a hostile message would have it. Ours never have either.
 */
export function writeTestMessage(message: TestMessage): Uint8Array {
  const boundary = 'part-test';
  const part = (type: string, text: string) => [
    `--${boundary}`,
    `Content-Type: ${type}; charset=utf-8`,
    'Content-Transfer-Encoding: base64',
    '',
    ...(Buffer.from(text.replaceAll('\n', '\r\n'))
      .toString('base64')
      .match(/.{1,76}/g) ?? []),
  ];
  const lines = [
    `Content-Type: multipart/alternative; boundary="${boundary}"; protected-headers="v1"`,
    'MIME-Version: 1.0',
    `Subject: ${message.subject}`,
    '',
    ...part('text/plain', `${paragraphs(message).join('\n\n')}\n`),
    ...part('text/html', html(message)),
    `--${boundary}--`,
    '',
  ];
  return Buffer.from(lines.join('\r\n'), 'utf8');
}
