const areas =
  'AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL ' +
  'GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX ' +
  'PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN ' +
  'WR WS WV YO ZE';
const area = areas.replaceAll(' ', '|');
const pairs = areas.split(' ').filter((one) => one.length === 2);

/** First halves that end in a letter occur only in inner London; anything else of that shape is another name (G4S). */
const london = 'E1W|N1[CP]|NW1W|SE1P|SW1[A-Y]|W1[A-W]|WC[12][A-Z]|EC[1-4][A-Z]';
const first = `(?:${london}|(?:${area})\\d{1,2})`;

/** A whole postcode in any case, with or without something between its halves. */
export const wholePostcode = new RegExp(`(?<![a-z\\d])${first}[\\s._+-]*\\d[abd-hjlnp-uw-z]{2}(?![a-z\\d])`, 'i');

/** The first half alone. */
export const firstHalf = new RegExp(`(?<![a-z\\d])${first}(?![a-z\\d])`, 'i');
/** The same in capitals with a space inside, as CT 1. */
export const firstHalfSpaced = new RegExp(`(?<![A-Za-z\\d])(?:${pairs.join('|')})\\s\\d{1,2}(?![A-Za-z\\d])`);
