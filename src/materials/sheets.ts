/** A piece of paper as it is used, in millimetres, and how many of it lie side by side and below each other on A4. */
export type Piece = { width: number; height: number; columns: number; rows: number };

/** Something to print: `quiet` holds no word or picture that says what it is about, since it may be found. */
export type Sheet = { id: string; quiet: boolean; piece: Piece };

/** A4 in millimetres; a printed sheet is one lower, so that a browser's rounding makes no second, empty page. */
export const paper = { width: 210, height: 296 };

const whole: Piece = { ...paper, columns: 1, rows: 1 };

/**
 * Everything that is printed, in the order of its list. No piece reaches the outer 6 mm, which many printers leave
 * white. The card is as large as a bank card (ISO/IEC 7810 ID-1 is 85.6 × 54.0 mm); styles of the same names hold the same
 * sizes (`materials.css`).
 */
export const sheets = [
  { id: 'poster', quiet: false, piece: whole },
  { id: 'quiet', quiet: true, piece: whole },
  { id: 'strips', quiet: false, piece: { width: 22, height: 80, columns: 9, rows: 1 } },
  { id: 'card', quiet: true, piece: { width: 85, height: 55, columns: 2, rows: 5 } },
  { id: 'small', quiet: true, piece: { width: 45, height: 25, columns: 4, rows: 11 } },
  { id: 'desk', quiet: false, piece: whole },
] as const satisfies Sheet[];
