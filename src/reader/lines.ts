/**
 * A piece of a message as it is shown: a heading, words that were typed by a person, or a line of the site's own. `apart`: an
 * empty line stands before it.
 */
export type Piece = { kind: 'heading' | 'own' | 'line'; text: string; apart: boolean };

/** The readable part: what keeps the person safe stands first, up to the first empty line, and is shown apart. */
export type Shown = { first: string[]; pieces: Piece[] };

/** How far the site sets in what a person typed, so that no line of theirs looks like one of the site's. */
const setIn = '    ';

/** Takes the readable part of a message apart for the eye alone: every line of it is in the result, in its order. */
export function splitText(text: string): Shown {
  const lines = text.replace(/\n+$/, '').split('\n');
  const end = lines.indexOf('');
  const first = end < 0 ? lines : lines.slice(0, end);
  const pieces: Piece[] = [];
  let apart = false;
  for (const line of lines.slice(first.length)) {
    const last = pieces.at(-1);
    if (line.startsWith(setIn)) {
      const own = line.slice(setIn.length);
      if (last?.kind === 'own') last.text += `\n${own}`;
      else pieces.push({ kind: 'own', text: own, apart });
    } else if (line.startsWith('== ')) pieces.push({ kind: 'heading', text: line.slice(3), apart });
    else if (line !== '') pieces.push({ kind: 'line', text: line, apart });
    apart = line === '';
  }
  return { first, pieces };
}

/**
 * A line in parts, of which the second, fourth and so on are numbers that people ring or write down. In a line that runs from
 * the right `07700 900123` is set as `900123 07700` (UAX #9, rules W2 and N1), which somebody who reads English would dial.
 */
export function splitNumbers(line: string): string[] {
  return line.split(/(\+?\p{Nd}[\p{Nd} \u00a0()./-]*\p{Nd})/u);
}
