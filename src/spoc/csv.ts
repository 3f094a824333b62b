/** Signs that make a spreadsheet take a cell for a formula (OWASP "CSV Injection", ASVS 5.0 V1.2.10), wide forms included. */
const formula = /^[\s\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n\0]/;

/** Digits alone with a zero first: a spreadsheet takes 07700900982 for a number and drops the zero, quotes or not. */
const leadingZero = /^0\d+$/;

/**
 * A table as CSV (RFC 4180): every cell in quotes, lines that end in CRLF. A cell that a spreadsheet would run, or cut short
 * as a number, gets an apostrophe before it, telephone numbers such as +44 and 07700900982 included.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(writeCell).join(',')}\r\n`).join('');
}

function writeCell(cell: string): string {
  return `"${formula.test(cell) || leadingZero.test(cell) ? "'" : ''}${cell.replaceAll('"', '""')}"`;
}
