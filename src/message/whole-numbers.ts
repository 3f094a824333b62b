/**
 * A text as it is shown, with its numbers whole. Between words written from the right, the parts of a number with spaces in
 * it are set in reverse order: 07700 900123 as 900123 07700. A no-break space holds them together (UAX #9, W4: a single
 * common separator between two numbers). What was typed is kept elsewhere, as it was typed.
 */
export const keepNumbersWhole = (text: string): string =>
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thaana}\p{Script=Syriac}]/u.test(text)
    ? text.replace(/(?<=\p{Nd}) +(?=\p{Nd})/gu, '\u00a0')
    : text;
