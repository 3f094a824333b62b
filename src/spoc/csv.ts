/** Signs that make a spreadsheet take a cell for a formula (OWASP "CSV Injection", ASVS 5.0 V1.2.10), wide forms included. */
const formula = /^[\s\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n\0]/;

/**
 * A table as CSV (RFC 4180): every cell in quotes, lines that end in CRLF. A cell that a spreadsheet would run gets an
 * apostrophe before it, telephone numbers such as +44 included: a spreadsheet shows them without it.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(writeCell).join(',')}\r\n`).join('');
}

function writeCell(cell: string): string {
  return `"${formula.test(cell) ? "'" : ''}${cell.replaceAll('"', '""')}"`;
}
